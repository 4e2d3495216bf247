package fr.souplesse.desk

import fr.souplesse.core.Door
import fr.souplesse.core.Event
import fr.souplesse.core.Screen
import java.util.concurrent.Executor

/**
 * Brings events to the core's door and its screens back.
 *
 * Settings are read and the core is opened and asked on [worker], one after the other; screens arrive on [main]. Nothing of a
 * screen is kept here.
 */
class Desk(
    private val worker: Executor,
    private val main: Executor,
    private val clock: Clock,
    private val read: () -> Preferences,
    private val open: (Preferences) -> Door,
) {
    private class Opened(
        val door: Door,
        val preferences: Preferences,
    )

    private var opened: Opened? = null

    /** What was last told of the camera: a core that is opened anew has to know it. */
    private var camera: Event = Event.CameraBack

    /** Who draws; at most one. Read and written on [main]. */
    var onScreen: ((Screen, Manner) -> Unit)? = null

    /** Tells the core what happened. The screen that comes of it is drawn, unless nobody draws any more. */
    fun send(event: Event) = worker.execute { tell(event) }

    /** Chooses the language of the app, and draws in it. */
    fun speak(speech: Speech) = choose { this.speech = speech }

    fun listenToHandScanner(isOn: Boolean) = choose { listensToHandScanner = isOn }

    private fun choose(choice: Preferences.() -> Unit) =
        worker.execute {
            opened().preferences.choice()
            tell(Event.Tick)
        }

    /**
     * Takes over what was set elsewhere while the app was open: by the manager of a fleet, and in the system's settings. Where
     * nothing of it changed, nothing happens. Comes from a window that is to be seen.
     */
    fun reread() =
        worker.execute {
            val before = opened ?: return@execute
            val preferences = read()
            when {
                preferences.ofCore != before.preferences.ofCore -> {
                    reopen(before.door, preferences)
                }

                else -> {
                    // The core is the same, and so is what it did not take.
                    preferences.rejectedAnchors = before.preferences.rejectedAnchors
                    opened = Opened(before.door, preferences)
                    if (preferences.manner != before.preferences.manner) tell(Event.Tick)
                }
            }
        }

    /** As if the app had gone and come back: what was on the screen is gone, and the next core knows nothing of it. */
    private fun reopen(
        door: Door,
        preferences: Preferences,
    ) {
        tell(Event.Background)
        // A folder is held by one at a time.
        door.close()
        opened = Opened(open(preferences), preferences)
        tell(camera)
        tell(Event.Foreground)
    }

    private fun tell(event: Event) {
        if (event == Event.CameraLost || event == Event.CameraBack) camera = event
        val (door, preferences) = opened().run { door to preferences }
        val screen = door.send(event, clock.now())
        preferences.keep(event)
        val manner = preferences.manner
        main.execute { onScreen?.invoke(screen, manner) }
    }

    private fun opened(): Opened = opened ?: read().let { Opened(open(it), it) }.also { opened = it }
}
