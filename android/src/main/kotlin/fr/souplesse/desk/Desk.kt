package fr.souplesse.desk

import fr.souplesse.core.Event
import fr.souplesse.core.Screen
import java.util.concurrent.Executor

/**
 * Brings events to the core's door and its screens back.
 *
 * The core is opened and asked on [worker], one after the other; screens arrive on [main]. Nothing of a screen is kept here.
 */
class Desk(
    private val worker: Executor,
    private val main: Executor,
    private val clock: Clock,
    private val open: () -> Opened,
) {
    private val opened by lazy(LazyThreadSafetyMode.NONE) { open() }

    /** Who draws; at most one. Read and written on [main]. */
    var onScreen: ((Screen, Speech) -> Unit)? = null

    /** Tells the core what happened. The screen that comes of it is drawn, unless nobody draws any more. */
    fun send(event: Event) =
        worker.execute {
            val screen = opened.door.send(event, clock.now())
            opened.preferences.keep(event)
            val speech = opened.preferences.speech
            main.execute { onScreen?.invoke(screen, speech) }
        }

    /** Chooses the language of the app, and draws in it. */
    fun speak(speech: Speech) =
        worker.execute {
            opened.preferences.speech = speech
            send(Event.Tick)
        }
}
