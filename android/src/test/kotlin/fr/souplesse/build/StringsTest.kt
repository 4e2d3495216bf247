package fr.souplesse.build

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/** No word is carried along that nobody is ever told. */
class StringsTest {
    @Test
    fun `every text of the app is said somewhere`() {
        val names = Regex("""name="([a-z0-9_]+)"""").findAll(File("src/main/res/values/strings.xml").readText()).map { it.groupValues[1] }
        val sources =
            File(
                "src/main",
            ).walk().filter { it.extension in listOf("kt", "xml") && it.name != "strings.xml" }.map { it.readText() }
        val said = Regex("""(?:R\.(?:string|plurals)\.|@string/)([a-z0-9_]+)""")
        val known = sources.flatMap { said.findAll(it) }.map { it.groupValues[1] }.toSet()
        assertTrue("${known.size}", known.size > 200)
        val unsaid = names.filter { name -> name !in known && (OF_THE_CORE + AROUND_VERDICTS).none(name::startsWith) }
        assertEquals(emptyList<String>(), unsaid.toList())
    }

    @Test
    fun `the page of the folder names every screen, and no file that is not there`() {
        val page = File("README.md").readText()
        val screens = File("src/main/kotlin/fr/souplesse/screens").listFiles()!!.map { it.nameWithoutExtension }
        assertEquals(emptyList<String>(), screens.filterNot { "`$it`" in page || it in PIECES })
        val table =
            page
                .substringAfter("| view of the core")
                .substringBefore("## The other folders")
                .lines()
                .drop(2)
        val drawn =
            table.flatMap { row ->
                Regex("`([A-Za-z]+)`").findAll(row.split('|').drop(2).joinToString("|")).map { it.groupValues[1] }
            }
        assertEquals(emptyList<String>(), drawn.filterNot { it in screens })
    }

    private companion object {
        /** Found by the names that the core has for them. */
        val OF_THE_CORE =
            listOf("code_", "kind_of_paper_", "element_", "field_", "value_", "register_column_", "register_entry_", "anchor_right_")

        /** What the command says around a verdict, too; screens say some of it. */
        val AROUND_VERDICTS = listOf("card_", "mark_")

        /** What every screen is made of: the glossary has their classes. */
        val PIECES = listOf("Frame", "Scene")
    }
}
