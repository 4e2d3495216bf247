package fr.souplesse.build

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/** The app decides nothing: what it may not do is not in its sources. */
class SourcesTest {
    private val sources = File("src/main/kotlin").walk().filter { it.extension == "kt" }.toList()

    @Test
    fun `only one place knows of calendars`() {
        val calendars = listOf("java.time", "Calendar", "TimeZone", "SimpleDateFormat", "DateFormat", "java.util.Date")
        val known = sources.filter { file -> calendars.any { it in file.readText() } }
        assertEquals(listOf("Times.kt"), known.map { it.name })
    }

    @Test
    fun `no times are added or compared`() {
        val times =
            Regex("""(validUntil|validFrom|staleSince|rulesDate|issued|expires|since|clockBehind|seenBefore|wall)\s*(\+|-|<|>)[^=>]""")
        assertEquals(emptyList<String>(), found(times))
    }

    @Test
    fun `no pass is parsed, and no rule applied`() {
        val parsing = Regex("""HC1|DC04|SPL1|SPP1|base45|CBOR|COSE|JSONObject|\bInflater|72 hours|maximumAge""", RegexOption.IGNORE_CASE)
        assertEquals(emptyList<String>(), found(parsing))
    }

    @Test
    fun `nothing is written to a log, the clipboard or a file`() {
        val leaks = Regex("""\bLog\.|println|printStackTrace|ClipboardManager|FileOutputStream|writeText|writeBytes|openFileOutput""")
        assertEquals(emptyList<String>(), found(leaks))
    }

    @Test
    fun `nothing but the framework, Kotlin, JNA and the core is used`() {
        val others = sources.flatMap { it.readLines() }.filter { it.startsWith("import ") }.map { it.removePrefix("import ") }
        val foreign = others.filterNot { line -> listOf("android.", "java.", "kotlin.", "fr.souplesse.").any(line::startsWith) }
        assertEquals(emptyList<String>(), foreign)
    }

    @Test
    fun `no word for people stands in the sources`() {
        // A language is named in itself.
        val words = Regex(""""[A-Za-zÀ-ÿ’]+ [a-zà-ÿ’]+ [^"{}]*"""")
        assertEquals(emptyList<String>(), found(words))
    }

    @Test
    fun `files are short`() {
        val lengths = sources.map { it.readLines().size }.sorted()
        assertTrue("the longest has ${lengths.last()} lines", lengths.last() <= 400)
        assertTrue("the middle one has ${lengths[lengths.size / 2]}", lengths[lengths.size / 2] <= 150)
    }

    private fun found(pattern: Regex) =
        sources.flatMap { file ->
            file
                .readLines()
                .filter {
                    pattern.containsMatchIn(it) && !it.trim().startsWith("*") && !it.trim().startsWith("/")
                }.map { "${file.name}: ${it.trim()}" }
        }
}
