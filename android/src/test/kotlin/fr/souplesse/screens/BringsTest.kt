package fr.souplesse.screens

import android.view.View
import fr.souplesse.camera.CameraState
import fr.souplesse.core.Brings
import fr.souplesse.core.DocumentKind
import fr.souplesse.core.Event
import fr.souplesse.core.Installed
import fr.souplesse.core.Missing
import fr.souplesse.core.RejectedAnchor
import fr.souplesse.core.Right
import fr.souplesse.core.Span
import fr.souplesse.core.Taken
import fr.souplesse.core.Tap
import fr.souplesse.core.Text
import fr.souplesse.core.Update
import fr.souplesse.core.UpdatesView
import fr.souplesse.core.WordText
import fr.souplesse.desk.Manner
import fr.souplesse.look.Kit
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import fr.souplesse.stage.StageClock
import fr.souplesse.stage.Updates
import fr.souplesse.stage.everything
import fr.souplesse.stage.said
import fr.souplesse.words.Words
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import fr.souplesse.core.View as Shown

/** What an update would change is told before it is installed, and told apart from how long the update itself is good. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
class BringsTest {
    private val stage = Stage()

    @Test
    fun `an offer tells from when to when it relaxes, for which papers, and what these must show`() {
        val said = offered(taken(DocumentKind.PACK, PACK))
        assertEquals("Ministère", said.after("Autorité"))
        assertEquals("ven. 13 août 2021, 12\u00a0h – mar. 17 août 2021, 0\u00a0h", said.after("En vigueur"))
        assertEquals("Test antigénique, Carnet de bord", said.after("Attestations"))
        assertEquals(
            "ven. 13 août 2021, 12\u00a0h – sam. 14 août 2021, 0\u00a0h\nsam. 14 août 2021, 0\u00a0h – sam. 14 août 2021, 12\u00a0h",
            said.after("Tests ou actes du"),
        )
        assertEquals("Résultat négatif, Heure du test, Cachet du professionnel", said.after("Doit mentionner"))
        assertEquals("FR-OLD", said.after("Met fin à"))
    }

    @Test
    fun `until when the update is good stands apart, under its own heading`() {
        val said = offered(taken(DocumentKind.PACK, PACK))
        val itself = said.indexOf("La mise à jour elle-même")
        assertTrue(itself > said.indexOf("En vigueur") && said.indexOf("En vigueur") > 0)
        assertTrue(said.indexOf("Cette mise à jour vaut jusqu’au") > itself)
        assertTrue(said.none { it == "Valable jusqu’au" })
        assertEquals("Agence (auparavant Bureau)", said.after("Signée par"))
    }

    @Test
    fun `a relaxation without an end says from when on it counts`() {
        val said = offered(taken(DocumentKind.PACK, PACK.copy(until = null)))
        assertEquals("à partir du ven. 13 août 2021, 12\u00a0h", said.after("En vigueur"))
    }

    @Test
    fun `what no longer counts is named with who signed it`() {
        assertEquals("FR-X – Bureau", offered(taken(DocumentKind.PACK, PACK), replaces = listOf(INSTALLED)).after("Ne compte plus"))
    }

    @Test
    fun `each kind of document says what matters of it`() {
        val told =
            mapOf(
                taken(DocumentKind.TRUST, Brings.Trust(2u, listOf("FR", "BE"))) to listOf("2 clés", "FR, BE"),
                taken(DocumentKind.RULES, Brings.Rules(4u, 1u, listOf("FR"))) to listOf("4 règles, 1 jeu de valeurs", "FR"),
                taken(DocumentKind.REVOCATIONS, Brings.Revocations(0u, 3u)) to listOf("3 passes"),
                taken(DocumentKind.WITHDRAWAL, Brings.Withdrawal(listOf("FR-X"))) to listOf("FR-X"),
                taken(DocumentKind.SUCCESSOR, Brings.Successor("Demain", "1234", listOf(Right.PACK), true)) to
                    listOf("Demain", "1234", "assouplissements"),
                taken(DocumentKind.AUTHORISATION, Brings.Authorisation(null, StageClock.EVENING)) to
                    listOf("tous", "14 août 2021, 20\u00a0h\u00a030"),
            )
        for ((document, expected) in told) {
            val said = offered(document)
            assertEquals("$document", emptyList<String>(), expected - said.toSet())
        }
    }

    @Test
    fun `the page of updates tells the same of what is installed, and what was lost or not taken`() {
        val view = UpdatesView(listOf(INSTALLED.copy(isInForce = false)), listOf(LOST), null, emptyList())
        val page = updates(scene(Manner(rejectedAnchors = listOf(RejectedAnchor(2u, "purpose: x")))), view)
        page.columns.forEach(Parts::show)
        val said = page.view.allSaid()
        assertEquals("ven. 13 août 2021, 12\u00a0h – mar. 17 août 2021, 0\u00a0h", said.after("En vigueur"))
        val lines =
            listOf(
                "Ne compte pas en ce moment",
                "Signé par Bureau (auparavant Guichet)",
                "FR-LOST",
                "Clé n°\u00a02",
                "Pour l’assistance\u00a0: purpose: x",
            )
        assertEquals(emptyList<String>(), lines - said.toSet())
    }

    @Test
    fun `a real update says so from the offer to the page of updates`() {
        stage.send(Event.File(Updates.one()))
        val offered = stage.said().after("En vigueur")
        stage.tap(Tap.Install).tap(Tap.Updates)
        assertEquals(offered, stage.said().after("En vigueur"))
    }

    private fun offered(
        document: Taken,
        replaces: List<Installed> = emptyList(),
    ): List<String> {
        val update =
            Update(
                "update-installed",
                null,
                "Agence",
                "Bureau",
                "12 34",
                StageClock.EVENING,
                StageClock.EVENING,
                false,
                listOf(document),
                replaces,
            )
        return offer(scene(Manner()), Shown.Offer(update, canBeInstalled = true)).view.allSaid()
    }

    private fun scene(manner: Manner): Scene {
        val layer = android.widget.FrameLayout(stage.activity)
        return Scene(
            Kit(stage.activity),
            Words(stage.activity),
            stage.app.last!!.bar,
            false,
            CameraState(),
            manner,
            Sheet(layer, layer),
            stage.activity,
            {},
        )
    }

    private fun View.allSaid(): List<String> = everything().mapNotNull { it.said() }

    private fun List<String>.after(name: String) = getOrNull(indexOf(name).also { assertTrue("$name in $this", it >= 0) } + 1)

    private companion object {
        const val FRIDAY_NOON = 1_628_856_000_000L
        const val HOUR = 3_600_000L

        val PACK =
            Brings.Pack(
                authority = Text("Ministère", "Ministry"),
                from = FRIDAY_NOON,
                until = FRIDAY_NOON + 84 * HOUR,
                kinds = listOf("antigen", "log-book"),
                windows =
                    listOf(Span(FRIDAY_NOON, FRIDAY_NOON + 12 * HOUR), Span(FRIDAY_NOON + 12 * HOUR, FRIDAY_NOON + 24 * HOUR)),
                elements = listOf("negative-result", "test-time", "stamp"),
                words = listOf(WordText("log-book", Text("Carnet de bord", "Log book"), Text("", ""))),
                ends = listOf("FR-OLD"),
            )

        fun taken(
            kind: DocumentKind,
            brings: Brings,
        ) = Taken(kind, "FR-X", 3u, null, brings)

        val INSTALLED =
            Installed(taken(DocumentKind.PACK, PACK), "Bureau", "Guichet", "12 34", StageClock.EVENING, StageClock.EVENING, false, true)

        val LOST = Missing(DocumentKind.PACK, "FR-LOST", 2u, "Bureau", "12 34")
    }
}
