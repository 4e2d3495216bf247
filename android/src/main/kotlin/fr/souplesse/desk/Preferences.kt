package fr.souplesse.desk

import android.content.Context
import android.content.RestrictionsManager
import android.content.SharedPreferences
import fr.souplesse.core.Event
import fr.souplesse.core.RejectedAnchor
import fr.souplesse.core.Tap
import fr.souplesse.hands.HandScanners

/** How the app is set, by the manager of a fleet before the person. Nothing of a holder is in it. Touches the disk. */
class Preferences private constructor(
    private val kept: SharedPreferences,
    private val chosen: ChosenSpeech,
    val managed: Managed,
    private val hasHandScanner: Boolean,
) {
    val firstRun get() = kept.getBoolean(FIRST_RUN, true)

    val tellsShownBefore get() = managed.tellsShownBefore ?: kept.getBoolean(TELLS_SHOWN_BEFORE, false)

    /** What the core is opened with, and opened anew where it has changed. */
    val ofCore get() = managed.copy(language = null, tellsShownBefore = tellsShownBefore, listensToHandScanner = null)

    /** The language, as it was when this was read. */
    var speech = spoken()
        set(speech) {
            chosen.speech = speech
            field = spoken()
        }

    var listensToHandScanner
        get() = managed.listensToHandScanner ?: kept.getBoolean(HAND_SCANNER, false)
        set(isOn) = kept.edit().putBoolean(HAND_SCANNER, isOn).apply()

    /** The keys of the manager that the core did not take, once it is opened. */
    var rejectedAnchors = emptyList<RejectedAnchor>()

    val manner
        get() = Manner(speech, managed.language != null, managed.tellsShownBefore != null, handScanner, rejectedAnchors)

    private val handScanner get() = HandScanner(hasHandScanner, listensToHandScanner, managed.listensToHandScanner != null)

    /** Keeps what a tap has settled for the next start. */
    fun keep(event: Event) {
        val tap = (event as? Event.Tap)?.v1 ?: return
        when (tap) {
            Tap.Understood -> kept.edit().putBoolean(FIRST_RUN, false).apply()
            is Tap.TellShownBefore -> kept.edit().putBoolean(TELLS_SHOWN_BEFORE, tap.v1).apply()
            else -> return
        }
    }

    private fun spoken() = managed.language?.let(Speech::of) ?: chosen.speech

    companion object {
        private const val FIRST_RUN = "first-run"
        private const val TELLS_SHOWN_BEFORE = "tells-shown-before"
        private const val HAND_SCANNER = "hand-scanner"

        fun of(context: Context): Preferences {
            val kept = context.getSharedPreferences("souplesse", Context.MODE_PRIVATE)
            val managed = Managed.of(context.getSystemService(RestrictionsManager::class.java))
            val chosen = ChosenSpeech(context, kept)
            managed.language?.let { chosen.settle(Speech.of(it)) }
            return Preferences(kept, chosen, managed, HandScanners.areBuiltIn(context))
        }
    }
}
