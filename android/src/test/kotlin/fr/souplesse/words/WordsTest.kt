package fr.souplesse.words

import fr.souplesse.desk.Speech
import fr.souplesse.stage.StageApp
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import java.io.File

/** What is said, in both languages. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = StageApp::class)
class WordsTest {
    private val french = Words.of(RuntimeEnvironment.getApplication(), Speech.FRENCH)
    private val english = Words.of(RuntimeEnvironment.getApplication(), Speech.ENGLISH)

    @Test
    fun `every code has its words in both languages`() {
        val codes =
            Regex(
                """(?m)^\| `([a-z0-9-]+)(?::…)?` \|""",
            ).findAll(File("../docs/codes.md").readText()).map { it.groupValues[1] }.toList()
        assertTrue("${codes.size} codes", codes.size > 60)
        for (code in codes) {
            for (words in listOf(french, english)) {
                assertNotEquals(code, words.title(code))
                assertNotEquals(code, words.next(code))
            }
        }
    }

    @Test
    fun `a rule is named in the title`() {
        assertEquals("Condition non remplie\u00a0: VR-FR-9001", french.title("rule:VR-FR-9001"))
        assertEquals("Condition not met: VR-FR-9001", english.title("rule:VR-FR-9001"))
    }

    @Test
    fun `an unknown code shows itself`() {
        assertEquals("sunspots:11", french.title("sunspots:11"))
        assertEquals("sunspots:11", french.next("sunspots:11"))
    }

    @Test
    fun `numbers of things are said as the language wants it`() {
        val seen = { words: Words, count: Int -> words.say(fr.souplesse.R.plurals.update_seen, count, "of" to "3") }
        assertEquals("0\u00a0code lu sur 3", seen(french, 0))
        assertEquals("2\u00a0codes lus sur 3", seen(french, 2))
        assertEquals("0 codes read of 3", seen(english, 0))
    }

    @Test
    fun `times are on the clock of Paris, and dates as the language writes them`() {
        assertEquals("14 août 2021", french.times.day(EVENING))
        assertEquals("20\u00a0h\u00a030", french.times.hour(EVENING))
        assertEquals("21\u00a0h", french.times.hour(EVENING + 1_800_000))
        assertEquals("20:30", english.times.hour(EVENING))
        assertTrue(english.times.day(EVENING), english.times.day(EVENING).contains("August"))
    }

    @Test
    fun `a birth date is written with what there is of it`() {
        assertEquals(listOf("06/12/1965", "12/1965", "1965"), listOf("1965-12-06", "1965-12", "1965").map(french.times::birth))
    }

    @Test
    fun `dates in figures are told in words, and nothing else is`() {
        assertEquals("6 décembre 1965", french.times.inWords("1965-12-06"))
        assertEquals("13 août 2021, 8\u00a0h\u00a015", french.times.inWords("2021-08-13T06:15:00Z"))
        assertTrue(english.times.inWords("2021-08-13T08:15:00+02:00").run { "August" in this && endsWith("08:15") })
        for (text in listOf("1965-12", "EU/1/20/1528", "2021-13-40", "Negative")) assertEquals(text, french.times.inWords(text))
    }

    @Test
    fun `a value that looks like a gap is left alone`() {
        assertEquals("Retirer {who}", french.say(fr.souplesse.R.string.register_withdraw, "who" to "{who}"))
    }

    @Test
    fun `the table of the register has a word for everything`() {
        for (words in listOf(french, english)) {
            val labels = words.registerWords()
            assertEquals(25, labels.size)
            assertEquals(emptyList<String>(), labels.filter { it.text == it.name.substringAfter('.') && it.text != "date" }.map { it.name })
        }
    }

    private companion object {
        const val EVENING = 1_628_965_800_000L
    }
}
