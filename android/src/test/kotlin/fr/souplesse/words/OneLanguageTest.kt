package fr.souplesse.words

import android.content.res.Configuration
import android.os.LocaleList
import android.view.View
import fr.souplesse.R
import fr.souplesse.core.Tap
import fr.souplesse.desk.Speech
import fr.souplesse.pictures.Drawing
import fr.souplesse.stage.Gallery
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import java.util.Locale

/** The app speaks one language at a time, wholly, and looks the same in each, by day and by night. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class OneLanguageTest {
    @Test
    fun `a phone in a third language has English, with its dates, digits and direction`() {
        for (phone in listOf("+ar-rEG-ldrtl", "+fa-ldrtl", "+de-rDE", "+tr")) {
            RuntimeEnvironment.setQualifiers(phone)
            val stage = Stage().tap(Tap.About)
            assertTrue(phone, "Language" in stage.said())
            assertEquals(phone, "14 August 2021", words(stage).times.day(EVENING))
            assertEquals(phone, "20:30", words(stage).times.hour(EVENING))
            assertEquals(phone, emptyList<String>(), stage.said().filter { text -> text.any { it.isDigit() && it !in '0'..'9' } })
            assertEquals(phone, listOf(View.LAYOUT_DIRECTION_LTR), stage.views().map { it.layoutDirection }.distinct())
            stage.leave()
        }
    }

    @Test
    fun `of the languages of a phone the one counts in which the words are`() {
        val context = RuntimeEnvironment.getApplication()
        for (tags in listOf("de-DE,fr-CA,en-US", "fr-CA", "de-DE,en-US", "en-US-u-nu-arab", "de-DE")) {
            val configuration = Configuration(context.resources.configuration).apply { setLocales(LocaleList.forLanguageTags(tags)) }
            val words = Words.of(context.createConfigurationContext(configuration), Speech.PHONE)
            assertEquals(tags, words.say(R.string.app_language), words.locale.language)
            val wished = LocaleList.forLanguageTags(tags).run { List(size()) { get(it) } }.find { it.language == words.locale.language }
            assertEquals(tags, Locale(words.locale.language, wished?.country.orEmpty()), words.locale)
        }
    }

    @Test
    fun `a chosen language looks as on a phone in that language`() {
        for (name in listOf("register-named", "register-shift", "paper-3-elements")) {
            assertSame(name, drawn("+fr", Speech.ENGLISH, name), drawn("+en", Speech.PHONE, name))
        }
    }

    @Test
    fun `night that falls while it runs looks as at a start in the night`() {
        for (speech in listOf(Speech.PHONE, Speech.ENGLISH)) {
            RuntimeEnvironment.setQualifiers("+fr-notnight")
            val stage = show(speech, "register-named")
            RuntimeEnvironment.setQualifiers("+fr-night")
            stage.controller.configurationChange()
            val fallen = Drawing.of(stage.settle().root)
            stage.leave()
            assertSame("$speech", drawn("+fr-night", speech, "register-named"), fallen)
        }
    }

    private fun assertSame(
        name: String,
        expected: Drawing,
        found: Drawing,
    ) {
        assertTrue(name, expected.pixels.distinct().size > 1)
        assertFalse(name, found.differsFrom(expected))
    }

    private fun drawn(
        phone: String,
        speech: Speech,
        name: String,
    ): Drawing {
        RuntimeEnvironment.setQualifiers(phone)
        val stage = show(speech, name)
        return Drawing.of(stage.root).also { stage.leave() }
    }

    private fun show(
        speech: Speech,
        name: String,
    ): Stage {
        val stage = Gallery.all.single { it.name == name }.stage()
        stage.app.desk.speak(speech)
        return stage.settle()
    }

    private fun words(stage: Stage) = Words.of(stage.activity, Speech.PHONE)

    private companion object {
        const val EVENING = 1_628_965_800_000L
    }
}
