package fr.souplesse.spoken

import android.content.Context
import android.view.View
import android.view.ViewGroup
import android.view.accessibility.AccessibilityEvent
import android.view.accessibility.AccessibilityManager
import fr.souplesse.core.Tap
import fr.souplesse.screens.VerdictLook
import fr.souplesse.stage.Gallery
import fr.souplesse.stage.Samples
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import fr.souplesse.stage.kind
import fr.souplesse.stage.paperAsking
import fr.souplesse.stage.time
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config

/** What a screen reader says of verdicts, and of what is chosen; and what it no longer says. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
class VerdictsSpokenTest {
    @Test
    fun `the outcome is read first, then whose pass it is or what is the matter`() {
        for (held in listOf("port", "land")) {
            val size = if (held == "port") "w411dp-h891dp" else "w891dp-h411dp"
            RuntimeEnvironment.setQualifiers("+$size-$held")
            for (picture in Gallery.verdicts + Gallery.moments.filter { it.name == "verdict-training" }) {
                val stage = picture.stage()
                val (first, second) = stage.spoken()
                val outcome = stage.outcome()
                assertTrue("$picture, $held: $first", first.name.startsWith(outcome))
                assertTrue("$picture, $held: $second", second.name in SECOND)
                stage.leave()
            }
        }
    }

    @Test
    fun `the outcome is told as soon as it is there, then the name`() {
        val stage = Stage()
        val told = stage.tellings()
        stage.show(Samples.code("01"))
        val word = stage.heard().single { it.node.liveRegion == View.ACCESSIBILITY_LIVE_REGION_ASSERTIVE }
        assertEquals("VALIDE. FONTAINE Camille", word.name)
        assertEquals(listOf("VALIDE. FONTAINE Camille"), told.filter(::holds))
        told.clear()
        stage.pass(30_000)
        assertTrue("$told", told.none(::holds))
    }

    @Test
    fun `that a pass was shown before is told with it`() {
        val stage = Gallery.moments.single { it.name == "verdict-seen-before" }.stage()
        assertEquals("VALIDE. FONTAINE Camille. Déjà présenté à 20\u00a0h\u00a030", stage.spoken().first().name)
    }

    @Test
    fun `of a holder nothing is left to read once the time is over, or the app is away`() {
        val stage = Stage().show(Samples.code("01"))
        assertTrue(stage.spoken().any { holds(it.name) })
        stage.pass(30_000)
        assertTrue(stage.spoken().isNotEmpty() && stage.spoken().none { holds("$it ${it.pane}") })
        stage
            .show(Samples.code("01"))
            .controller
            .pause()
            .stop()
        stage.settle()
        assertEquals(emptyList<String>(), stage.spoken().map { it.name })
    }

    @Test
    fun `a menu hides what is below it, and gives it back`() {
        val stage = Stage()
        val below = stage.spoken().map { it.name }
        stage.touch("Menu")
        assertEquals(listOf("Mises à jour", "Registre", "S’entraîner", "À propos", "Fermer"), stage.spoken().map { it.name })
        stage.touch("Fermer")
        assertEquals(below, stage.spoken().map { it.name })
    }

    @Test
    fun `the address to be scanned is a picture with a name`() {
        val portal = Stage().kind("vaccination").tap(Tap.ShowHolder)
        val address = "https://attestation-vaccin.ameli.fr/"
        assertEquals(listOf("ImageView", "TextView"), portal.spoken().filter { it.name == address }.map { it.role })
        assertEquals(0, portal.spoken().indexOfFirst { it.role == "ImageView" })
    }

    @Test
    fun `what only decorates is not read`() {
        val collecting = Gallery.all.single { it.name == "collecting" }.stage()
        assertEquals(setOf("TextView", "Button"), collecting.spoken().map { it.role }.toSet())
    }

    @Test
    fun `what was chosen is told as chosen, and nothing else is`() {
        val stage = Stage().kind("antigen").time(Gallery.NINE)
        assertEquals(emptyList<String>(), stage.chosen())
        stage.touch("Sam. 14 matin, 9\u00a0h, modifier")
        assertEquals(listOf("Sam. 14 matin, 9\u00a0h"), stage.chosen())
        stage.touch("Sam. 14 matin, 9\u00a0h").touch("Il manque…").touch("Marque du test")
        assertTrue(stage.heard("Marque du test, absent").node.isChecked)
        assertEquals(listOf("Automatique"), stage.tap(Tap.About).chosen())
    }

    @Test
    fun `what is ticked and what is on is told`() {
        val stage = Gallery.all.single { it.name == "register-named" }.stage()
        val name = "Nadia Belkacem\nDepuis le 14 août 2021"
        assertFalse(stage.heard(name).node.isChecked)
        stage.touch(name)
        assertTrue(stage.heard(name).node.run { isCheckable && isChecked })
        val on = stage.tap(Tap.About).touch("Dire qu’un code a déjà été présenté dans les 5\u00a0minutes")
        assertTrue(
            on
                .heard()
                .single { it.role == "Switch" }
                .node.isChecked,
        )
    }

    @Test
    fun `the torch tells by its name what a tap does`() {
        val stage = Stage().touch("Allumer la torche")
        assertEquals("ImageButton", stage.heard("Éteindre la torche").role)
    }

    @Test
    fun `a duration that is stepped through is told`() {
        val stage = Stage().paperAsking<fr.souplesse.core.Question.Duration>()
        stage.touch("Quelle durée de validité est indiquée\u202f? Autre").touch("+1")
        val told = stage.heard().single { it.node.liveRegion == View.ACCESSIBILITY_LIVE_REGION_POLITE }
        assertEquals("13\u00a0h", told.name)
    }

    /** What is told to a screen reader from now on, as it comes to the window. */
    private fun Stage.tellings(): MutableList<String> {
        val manager = app.getSystemService(Context.ACCESSIBILITY_SERVICE) as AccessibilityManager
        shadowOf(manager).setEnabled(true)
        val told = mutableListOf<String>()
        root.accessibilityDelegate =
            object : View.AccessibilityDelegate() {
                override fun onRequestSendAccessibilityEvent(
                    host: ViewGroup,
                    child: View,
                    event: AccessibilityEvent,
                ): Boolean {
                    told += (listOfNotNull(event.contentDescription) + event.text).joinToString()
                    return super.onRequestSendAccessibilityEvent(host, child, event)
                }
            }
        return told
    }

    private fun Stage.chosen() = heard().filter { it.node.isSelected }.map { it.name }

    private fun Stage.heard(name: String) = heard().single { it.name == name }

    private fun Stage.outcome() =
        activity.getString(VerdictLook.of((app.last!!.view as fr.souplesse.core.View.Verdict).v1.verdict.outcome).word)

    private fun holds(said: String) = listOf("FONTAINE", "Camille", "1987", "VALIDE").any { it in said }

    private companion object {
        val SECOND =
            listOf(
                "FONTAINE",
                "Jusqu’au sam. 14 août, 21\u00a0h",
                "Signature du professionnel absente\nMarque du test absente",
                "Les tests PCR ne sont pas concernés",
                "Signature invalide",
                "Aucune règle installée pour cette date",
                "Une adresse web, pas un passe",
            )
    }
}
