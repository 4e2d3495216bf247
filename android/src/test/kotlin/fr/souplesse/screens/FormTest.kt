package fr.souplesse.screens

import android.graphics.Rect
import android.view.View
import android.widget.CheckBox
import fr.souplesse.core.Event
import fr.souplesse.core.Outcome
import fr.souplesse.core.PaperView
import fr.souplesse.core.TimeAnswer
import fr.souplesse.stage.Gallery
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import fr.souplesse.stage.kind
import fr.souplesse.stage.said
import fr.souplesse.stage.time
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import fr.souplesse.core.View as Shown

/** The paper form: one open question, a row for each answer, and no tap that is not needed. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class FormTest {
    private val stage = Stage()

    @Test
    fun `one question is open, with its place, and what was answered is one row each`() {
        stage.touch("Attestation papier")
        assertTrue(stage.said().containsAll(listOf("Quel document\u202f?", "1/3")))
        stage.touch("Test antigénique")
        assertTrue(stage.said().containsAll(listOf("Test antigénique", "Quand le test a-t-il été réalisé\u202f?", "2/3")))
        assertTrue(stage.said().none { it == "PCR en laboratoire" || it == "Quel document\u202f?" })
        stage.time(Gallery.NINE)
        assertTrue(
            stage.said().containsAll(listOf("Test antigénique", "Sam. 14 matin, 9\u00a0h", "Que mentionne le document\u202f?", "3/3")),
        )
    }

    @Test
    fun `a row opens its question by one tap, and what else was answered stays`() {
        stage.kind("antigen").time(Gallery.NINE).touch("Test antigénique, modifier")
        assertTrue(stage.said().containsAll(listOf("Quel document\u202f?", "1/3", "Sam. 14 matin, 9\u00a0h")))
        assertTrue("Que mentionne le document\u202f?" !in stage.said())
        stage.touch("Autotest supervisé")
        assertEquals("Is(v1=supervised-self-test)", paper().answers.kind.toString())
        assertTrue(stage.said().containsAll(listOf("Autotest supervisé", "Que mentionne le document\u202f?")))
        // The same answer once more closes it all the same.
        stage.touch("Autotest supervisé, modifier").touch("Autotest supervisé")
        assertTrue("3/3" in stage.said())
    }

    @Test
    fun `the hours of the day are large, and those of the night one tap further away`() {
        stage.kind("antigen")
        val hours = (12..20).map { "Ven. 13 après-midi, $it\u00a0h" } + (7..11).map { "Sam. 14 matin, $it\u00a0h" }
        assertEquals(hours, stage.described(", \\d+\u00a0h"))
        val large = button("Sam. 14 matin, 9\u00a0h")
        stage.touch("Sam. 14 matin, Autre heure")
        val night = button("Sam. 14 matin, 3\u00a0h")
        assertTrue(large.textSize > night.textSize)
        assertTrue(stage.find("Ven. 13 après-midi, 22\u00a0h") == null)
        stage.touch("Sam. 14 matin, 3\u00a0h")
        assertEquals(Outcome.REFUSED, outcome())
    }

    @Test
    fun `what opened stays where it was`() {
        stage.kind("antigen")
        val nine = button("Sam. 14 matin, 9\u00a0h")
        val before = nine.place()
        stage.touch("Sam. 14 matin, Autre heure")
        assertEquals(before.left to before.top, button("Sam. 14 matin, 9\u00a0h").place().run { left to top })
        stage.pass(1_000)
        assertTrue(stage.find("Sam. 14 matin, 3\u00a0h") != null)
    }

    @Test
    fun `a window that is not covered is one row under its own heading`() {
        stage.kind("antigen")
        assertTrue("Sam. 14 après-midi" in stage.said())
        stage.touch("Sam. 14 après-midi, 12\u00a0h\u00a0– 20\u00a0h\u00a030")
        assertEquals(Outcome.NOT_COVERED, outcome())
    }

    @Test
    fun `no time but those of chips takes more than one tap`() {
        for ((said, answer) in listOf(
            "Autre moment" to TimeAnswer.Elsewhere,
            "Plus tard que maintenant" to TimeAnswer.Future,
            "Date ou heure absente" to TimeAnswer.Unstated,
        )) {
            stage.kind("antigen").touch(said)
            val told = (stage.app.last!!.view as? Shown.Paper)?.v1?.answers?.time
            assertTrue("$said: $told", told == answer || outcome() != null)
        }
    }

    @Test
    fun `minutes are five at once, and one alone where these are not enough`() {
        // At 20:30 a paper of this morning, 8:30, has just ended.
        stage.kind("antigen").touch("Sam. 14 matin, 8\u00a0h").touch("Tout y est")
        assertEquals(12, stage.described("8\u00a0h.*\u00a0– 8\u00a0h\u00a0\\d+").size)
        assertTrue("4/4" in stage.said())
        stage.touch("8\u00a0h\u00a035\u00a0– 8\u00a0h\u00a039")
        assertEquals(Outcome.TOLERATED, outcome())
        stage.touch("Changer une réponse").touch("8\u00a0h\u00a030\u00a0– 8\u00a0h\u00a034")
        assertEquals((30..34).map { "8\u00a0h\u00a0$it" }, stage.described("8\u00a0h\u00a0\\d+"))
        assertTrue(stage.said().containsAll(listOf("Sam. 14 matin, 8\u00a0h\u00a030\u00a0– 8\u00a0h\u00a034", "4/4")))
        stage.touch("8\u00a0h\u00a030")
        assertEquals(Outcome.REFUSED, outcome())
        stage.touch("Changer une réponse").touch("8\u00a0h\u00a031")
        assertEquals(Outcome.TOLERATED, outcome())
    }

    @Test
    fun `six taps where a duration, the minutes and the minute decide`() {
        stage
            .touch("Attestation papier")
            .touch("Test antigénique")
            .touch("Ven. 13 après-midi, 20\u00a0h")
            .touch("Tout y est")
        stage.touch("24\u00a0h").touch("20\u00a0h\u00a030\u00a0– 20\u00a0h\u00a034").touch("20\u00a0h\u00a031")
        assertEquals(Outcome.TOLERATED, outcome())
        stage.touch("Changer une réponse")
        assertTrue("Durée écrite\u00a0: 24\u00a0h" in stage.said())
    }

    @Test
    fun `elements are ticked, and what is not ticked is what is missing`() {
        stage.kind("antigen").time(Gallery.NINE)
        assertTrue(ticks().size > 4 && ticks().none { it.isChecked })
        val kept = listOf("Nom de la personne", "Résultat négatif", "Cachet du professionnel", "Marque du test", "Référence du test")
        kept.forEach { stage.touch(it) }
        stage.send(Event.Tick)
        assertEquals(kept, ticks().filter { it.isChecked }.map { it.text.toString() })
        stage.touch("Il manque…")
        assertEquals(listOf("Signature du professionnel"), ticks().filter { it.isChecked }.map { it.text.toString() })
        stage.touch("Valider")
        assertEquals(Outcome.INCOMPLETE, outcome())
        assertTrue("Signature du professionnel absente" in stage.said())
        // What led there is open again, with nothing ticked by itself.
        stage.touch("Changer une réponse")
        assertTrue(ticks().none { it.isChecked })
    }

    @Test
    fun `nothing is ticked before somebody does, and one tap says that all is there`() {
        stage.kind("antigen").time(Gallery.NINE).touch("Il manque…")
        assertTrue(ticks().none { it.isChecked })
        stage.kind("antigen").time(Gallery.NINE).touch("Tout y est")
        assertEquals(Outcome.TOLERATED, outcome())
        assertNull(stage.find("Tout y est"))
    }

    @Test
    fun `what was found missing is said in its row, and is ticked when that is opened`() {
        stage.kind("antigen").touch("Ven. 13 après-midi, 15\u00a0h")
        stage.touch("Il manque…").touch("Signature du professionnel").touch("Valider")
        assertFalse("$stage", outcome() != null)
        assertTrue("Il manque\u00a0: Signature du professionnel" in stage.said())
        stage.touch("Il manque\u00a0: Signature du professionnel, modifier").touch("Il manque…")
        assertEquals(listOf("Signature du professionnel"), ticks().filter { it.isChecked }.map { it.text.toString() })
    }

    private fun ticks() = stage.views().filterIsInstance<CheckBox>()

    private fun paper(): PaperView = (stage.app.last!!.view as Shown.Paper).v1

    private fun outcome() = (stage.app.last!!.view as? Shown.Verdict)?.v1?.verdict?.outcome

    private fun button(said: String) = stage.find(said) as android.widget.Button

    private fun View.place() = Rect().also(::getGlobalVisibleRect)

    /** What can be tapped and is described like this. */
    private fun Stage.described(pattern: String) =
        views()
            .filter { it.isClickable }
            .mapNotNull { (it.contentDescription ?: it.said())?.toString() }
            .filter { Regex(".*$pattern").matches(it) && "modifier" !in it }
}
