package fr.souplesse.screens

import android.widget.Button
import fr.souplesse.core.Outcome
import fr.souplesse.core.Tap
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import fr.souplesse.stage.StageClock
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import fr.souplesse.core.View as Shown

/** Training for whoever has no second device: what is simulated comes to the same door, on the evening of 14 August 2021. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
class SampleListTest {
    private val stage = Stage()

    @Test
    fun `each sample ends as it would if it were shown, years later too`() {
        stage.clock.wall = StageClock.EVENING + 5 * 365 * 86_400_000L
        stage.touch("Menu").touch("S’entraîner")
        val outcomes = OUTCOMES.keys.map { what -> what to simulate(what) }
        assertEquals(OUTCOMES.toList(), outcomes)
        stage.touch("Suivant").touch("Exemples à simuler")
        assertEquals(OUTCOMES.keys.toList(), stage.views().filter { it is Button && it.text == "Simuler" }.map { told(it) })
    }

    @Test
    fun `the clock of training runs on`() {
        stage.tap(Tap.Training(true))
        assertEquals(Outcome.TOLERATED, simulate(NINE_FIFTEEN))
        // At 21:15 it has ended.
        stage.pass(45 * 60_000)
        assertEquals(Outcome.REFUSED, simulate(NINE_FIFTEEN))
    }

    @Test
    fun `a paper comes by the form, and its answers can be changed`() {
        stage.tap(Tap.Training(true))
        simulate(NINE_FIFTEEN)
        stage.touch("Changer une réponse")
        assertTrue("${stage.said()}", stage.said().containsAll(listOf("Test antigénique", "Sam. 14 matin, 9\u00a0h\u00a015")))
    }

    @Test
    fun `what is simulated counts nowhere but in training`() {
        stage.tap(Tap.Training(true))
        simulate(OUTCOMES.keys.first())
        stage.tap(Tap.Training(false))
        assertNull(stage.find("Exemples à simuler"))
        stage.touch("Menu")
        assertNull(stage.find("Exemples à simuler"))
    }

    @Test
    fun `the list is left by its arrow and by going back, and nothing was shown`() {
        stage.tap(Tap.Training(true)).touch("Exemples à simuler").touch("Retour")
        assertNotNull(stage.find("Attestation papier"))
        assertNull(stage.find("Simuler\u00a0: ${OUTCOMES.keys.first()}"))
        assertTrue(stage.app.last!!.view is Shown.Scan)
    }

    private fun simulate(what: String): Outcome? {
        if (stage.find("Suivant") != null) stage.touch("Suivant")
        stage.touch("Exemples à simuler").touch("Simuler\u00a0: $what")
        return (stage.app.last!!.view as? Shown.Verdict)?.v1?.verdict?.outcome
    }

    private fun told(view: android.view.View) = view.contentDescription.toString().removePrefix("Simuler\u00a0: ")

    private companion object {
        const val NINE_FIFTEEN = "Test antigénique, sam. 14 août, 9\u00a0h\u00a015"

        val OUTCOMES =
            mapOf(
                "Certificat de vaccination, deux doses" to Outcome.VALID,
                "2D-Doc d’un test de ce matin" to Outcome.VALID,
                "Deuxième dose, hier" to Outcome.REFUSED,
                "Certificat de rétablissement" to Outcome.VALID,
                "2D-Doc d’un test de mardi" to Outcome.REFUSED,
                "Une dose unique, il y a trois semaines" to Outcome.REFUSED,
                "2D-Doc dont la date a été modifiée" to Outcome.REFUSED,
                "Certificat d’un émetteur inconnu" to Outcome.REFUSED,
                "La carte du restaurant" to Outcome.NOT_A_PASS,
                NINE_FIFTEEN to Outcome.TOLERATED,
                "Test antigénique, ven. 13 août, 15\u00a0h\u00a040" to Outcome.TOLERATED,
                "Test antigénique, sam. 14 août, 8\u00a0h\u00a015" to Outcome.REFUSED,
                "Test antigénique, sam. 14 août, 11\u00a0h\u00a030\nAbsent\u00a0: Signature du professionnel" to Outcome.INCOMPLETE,
                "Autotest supervisé, sam. 14 août, 10\u00a0h\nAbsent\u00a0: Cachet du professionnel" to Outcome.REFUSED,
                "PCR en laboratoire, sam. 14 août, 9\u00a0h\u00a015" to Outcome.NOT_COVERED,
            )
    }
}
