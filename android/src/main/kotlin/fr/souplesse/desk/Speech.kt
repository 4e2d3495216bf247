package fr.souplesse.desk

import android.app.LocaleManager
import android.content.Context
import android.content.SharedPreferences
import android.os.Build
import android.os.LocaleList
import java.util.Locale

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
        /** The language of a tag such as `fr` or `fr-FR`. */
        fun of(tag: String?): Speech {
            val code = tag?.let { Locale.forLanguageTag(it).language }
            return entries.find { it.code == code } ?: PHONE
        }
    }
}

/**
 * The language that was chosen for the app. From Android 13 on the system keeps it, and it can be chosen in the settings of the
 * system as well; before, the app keeps it.
 */
internal class ChosenSpeech(
    private val context: Context,
    private val kept: SharedPreferences,
) {
    var speech: Speech
        get() = Speech.of(tag())
        set(speech) {
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
                system().applicationLocales = LocaleList.forLanguageTags(speech.code.orEmpty())
            } else {
                kept.edit().putString(LANGUAGE, speech.code).apply()
            }
        }

    /** What the manager of a fleet has settled: the system's own list says it as well, and what is chosen there gives way. */
    fun settle(speech: Speech) {
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU && this.speech != speech) this.speech = speech
    }

    private fun tag(): String? {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU) return kept.getString(LANGUAGE, null)
        val locales = system().applicationLocales
        return if (locales.isEmpty) null else locales[0].toLanguageTag()
    }

    private fun system() = context.getSystemService(LocaleManager::class.java)

    private companion object {
        const val LANGUAGE = "language"
    }
}
