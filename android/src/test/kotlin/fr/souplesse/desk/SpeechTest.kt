package fr.souplesse.desk

import android.app.LocaleManager
import android.content.Context
import android.content.RestrictionsManager
import android.content.res.Configuration
import android.os.Bundle
import android.os.LocaleList
import android.widget.Button
import fr.souplesse.core.Tap
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import java.io.File
import java.util.Locale

/** The language of the app: the manager of a fleet decides, then the person, here or in the settings of the system. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
class SpeechTest {
    private val app = RuntimeEnvironment.getApplication() as StageApp
    private val kept = app.getSharedPreferences("souplesse", Context.MODE_PRIVATE)
    private val system get() = app.getSystemService(LocaleManager::class.java)

    @Test
    fun `what is chosen in the app is told to the system, and kept nowhere else`() {
        val stage = Stage().tap(Tap.About).touch("English")
        assertEquals("en", system.applicationLocales.toLanguageTags())
        assertNull(kept.getString("language", null))
        stage.touch("System default")
        assertTrue(system.applicationLocales.isEmpty)
    }

    @Test
    fun `what is chosen in the settings of the system is what the app shows`() {
        val stage = Stage().tap(Tap.About)
        assertEquals(Speech.PHONE, stage.chosen())
        stage.chooseInSettings("en")
        assertTrue("Language" in stage.said())
        assertEquals(Speech.ENGLISH, stage.chosen())
        stage.chooseInSettings("fr-FR")
        assertTrue("Langue" in stage.said())
        assertEquals(Speech.FRENCH, stage.chosen())
    }

    @Test
    fun `what is chosen while the app is away is shown when it is back`() {
        val stage = Stage()
        stage.controller.pause().stop()
        system.applicationLocales = LocaleList.forLanguageTags("en")
        stage.controller
            .restart()
            .start()
            .resume()
        assertTrue("Paper attestation" in stage.settle().said())
    }

    @Test
    fun `there is no second truth beside that of the system`() {
        kept.edit().putString("language", "en").commit()
        assertTrue("Attestation papier" in Stage().said())
    }

    @Test
    @Config(sdk = [23, 28])
    fun `where the system keeps none the app does`() {
        Stage().tap(Tap.About).touch("English")
        assertEquals("en", kept.getString("language", null))
        app.forget()
        assertTrue("Paper attestation" in Stage().said())
    }

    @Test
    fun `the manager of a fleet goes first`() {
        manage("en")
        system.applicationLocales = LocaleList.forLanguageTags("fr")
        val stage = Stage()
        assertTrue("Paper attestation" in stage.said())
        stage.tap(Tap.About)
        assertTrue("English" in stage.said() && "Français" !in stage.said())
    }

    @Test
    fun `what the manager has settled is what the system's settings say, whatever is chosen there`() {
        manage("en")
        system.applicationLocales = LocaleList.forLanguageTags("fr")
        val stage = Stage()
        assertEquals("en", system.applicationLocales.toLanguageTags())
        stage.chooseInSettings("fr")
        assertTrue("Paper attestation" in stage.said())
        assertEquals("en", system.applicationLocales.toLanguageTags())
    }

    @Test
    fun `a language is one by any of its tags, and another one is that of the phone`() {
        val expected =
            mapOf(
                "fr" to Speech.FRENCH,
                "en-GB" to Speech.ENGLISH,
                "de" to Speech.PHONE,
                "" to Speech.PHONE,
                null to Speech.PHONE,
            )
        assertEquals(expected, expected.mapValues { Speech.of(it.key) })
    }

    @Test
    fun `both languages can be chosen in the settings of the system`() {
        val offered = Regex("android:name=\"([a-z]+)\"").findAll(File("src/main/res/xml/locales.xml").readText())
        assertEquals(Speech.entries.mapNotNull { it.code }.toSet(), offered.map { it.groupValues[1] }.toSet())
    }

    /** As the system does it: it keeps the language, and gives the window its resources in it. */
    private fun Stage.chooseInSettings(tag: String) {
        system.applicationLocales = LocaleList.forLanguageTags(tag)
        val configuration = Configuration(activity.resources.configuration).apply { setLocale(Locale.forLanguageTag(tag)) }
        @Suppress("DEPRECATION")
        activity.resources.updateConfiguration(configuration, null)
        activity.onConfigurationChanged(configuration)
        settle()
    }

    /** By the chip that is chosen. */
    private fun Stage.chosen(): Speech {
        val names = mapOf("Français" to Speech.FRENCH, "English" to Speech.ENGLISH)
        val chip = views().filterIsInstance<Button>().single { it.isSelected }
        return names[chip.text.toString()] ?: Speech.PHONE
    }

    private fun manage(language: String) =
        shadowOf(app.getSystemService(RestrictionsManager::class.java))
            .setApplicationRestrictions(Bundle().apply { putString("language", language) })
}
