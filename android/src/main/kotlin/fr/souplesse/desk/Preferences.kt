package fr.souplesse.desk

import android.content.Context
import android.content.SharedPreferences
import fr.souplesse.core.Event
import fr.souplesse.core.Tap

/** The language of the app. */
enum class Speech(
    /** ISO 639-1; `null` is that of the phone. */
    val code: String?,
) {
    PHONE(null),
    FRENCH("fr"),
    ENGLISH("en"),
    ;

    companion object {
        fun of(code: String?) = entries.find { it.code == code } ?: PHONE
    }
}

/** What the app itself remembers, which is nothing of a holder. Touches the disk. */
class Preferences private constructor(
    private val kept: SharedPreferences,
    private val managed: Managed,
) {
    val firstRun get() = kept.getBoolean(FIRST_RUN, true)

    val tellsShownBefore get() = managed.tellsShownBefore ?: kept.getBoolean(TELLS_SHOWN_BEFORE, false)

    var speech: Speech
        get() = Speech.of(managed.language ?: kept.getString(LANGUAGE, null))
        set(speech) = kept.edit().putString(LANGUAGE, speech.code).apply()

    /** Keeps what a tap has settled for the next start. */
    fun keep(event: Event) {
        val tap = (event as? Event.Tap)?.v1 ?: return
        when (tap) {
            Tap.Understood -> kept.edit().putBoolean(FIRST_RUN, false).apply()
            is Tap.TellShownBefore -> kept.edit().putBoolean(TELLS_SHOWN_BEFORE, tap.v1).apply()
            else -> return
        }
    }

    companion object {
        private const val FIRST_RUN = "first-run"
        private const val TELLS_SHOWN_BEFORE = "tells-shown-before"
        private const val LANGUAGE = "language"

        fun of(
            context: Context,
            managed: Managed,
        ) = Preferences(context.getSharedPreferences("souplesse", Context.MODE_PRIVATE), managed)
    }
}
