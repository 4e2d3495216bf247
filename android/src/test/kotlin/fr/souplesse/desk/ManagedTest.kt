package fr.souplesse.desk

import android.content.Intent
import android.content.RestrictionsManager
import android.os.Bundle
import android.widget.Switch
import fr.souplesse.core.Event
import fr.souplesse.core.Tap
import fr.souplesse.stage.Samples
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import fr.souplesse.stage.Updates
import fr.souplesse.stage.kind
import fr.souplesse.stage.named
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertSame
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import fr.souplesse.core.View as Shown

/** What the manager of a fleet has set, and sets while somebody works. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
class ManagedTest {
    private val app = RuntimeEnvironment.getApplication() as StageApp

    @Test
    fun `what is managed is what is set`() {
        val set =
            Bundle().apply {
                putString("profile", "controller")
                putString("anchors", "# A key.\nname = \"A\"\n")
                putString("region", " ")
                putString("kind_of_place", "restaurant")
                putBoolean("installs_by_code", false)
                putBoolean("tells_shown_before", true)
                putBoolean("hand_scanner", true)
            }
        val expected =
            Managed(
                controller = true,
                anchors = listOf("# A key.\nname = \"A\""),
                region = null,
                kindOfPlace = "restaurant",
                language = null,
                installsByCode = false,
                tellsShownBefore = true,
                listensToHandScanner = true,
            )
        assertEquals(expected, Managed.of(set))
    }

    @Test
    fun `a device that nobody manages is that of a venue`() {
        val managed = Managed.of(Bundle.EMPTY)
        assertFalse(managed.controller)
        assertTrue(managed.installsByCode)
        assertNull(managed.tellsShownBefore)
    }

    @Test
    fun `an anchor that cannot be read keeps nobody from checking`() {
        set { putString("anchors", "no anchor\nnor this") }
        val stage = Stage().show(Samples.code("01"))
        assertTrue("FONTAINE" in stage.said())
        // Whoever looks after the device is told.
        val told = listOf("Clés non prises", "Clé n°\u00a01")
        assertTrue(stage.tap(Tap.Updates).said().containsAll(told))
        // Also once the app was away.
        stage.controller.pause().stop()
        stage.controller
            .restart()
            .start()
            .resume()
        assertTrue(
            stage
                .settle()
                .tap(Tap.Updates)
                .said()
                .containsAll(told),
        )
    }

    @Test
    fun `a managed controller sees the details`() {
        set { putString("profile", "controller") }
        val stage = Stage().show(Samples.code("01")).touch("Détails")
        assertTrue(stage.said().containsAll(listOf("vaccination", "Vérifications", "conforme")))
    }

    @Test
    fun `a change is in force at once`() {
        val stage = Stage().show(Samples.code("01"))
        assertNull(stage.find("Détails"))
        stage.change { putString("profile", "controller") }
        assertEquals(2, app.openings)
        stage.show(Samples.code("01")).touch("Détails")
        stage.change { putString("profile", "venue") }
        assertNull(stage.show(Samples.code("01")).find("Détails"))
    }

    @Test
    fun `updates by code are taken or not as is set last`() {
        val stage = Stage().change { putBoolean("installs_by_code", false) }
        assertFalse(
            stage
                .show(Updates.parts()[0])
                .app.last!!
                .view is Shown.Collecting,
        )
        stage.change { putBoolean("installs_by_code", true) }
        assertTrue(
            stage
                .show(Updates.parts()[0])
                .app.last!!
                .view is Shown.Collecting,
        )
    }

    @Test
    fun `nothing of a holder survives a change`() {
        val stage = Stage().show(Samples.code("01"))
        stage.change { putString("profile", "controller") }
        assertTrue(app.last!!.view is Shown.Scan)
        assertTrue(stage.said().none { "FONTAINE" in it })
        assertTrue(stage.views().none { it.contentDescription?.contains("FONTAINE") == true })
    }

    @Test
    fun `what a holder has shown before is not known after a change`() {
        val stage = Stage().change { putBoolean("tells_shown_before", true) }
        stage
            .show(Samples.code("01"))
            .pass(10_000)
            .tap(Tap.Next)
            .show(Samples.code("01"))
        assertTrue(stage.said().any { it.startsWith("Déjà présenté") })
        stage.change { putString("kind_of_place", "restaurant") }.show(Samples.code("01"))
        assertTrue("FONTAINE" in stage.said())
        assertTrue(stage.said().none { it.startsWith("Déjà présenté") })
    }

    @Test
    fun `the register goes on in the same folder`() {
        val stage = Stage().named().change { putString("region", "BFC") }.tap(Tap.Register)
        val register = (app.last!!.view as Shown.Register).v1
        assertTrue(register.isOpen)
        assertEquals(listOf("Nadia Belkacem", "Yann Le Goff"), register.named.map { it.who })
        stage.tap(Tap.Updates)
        assertEquals(emptyList<String>(), (app.last!!.view as Shown.Updates).v1.notices.map { it.code })
    }

    @Test
    fun `a change that is none does nothing`() {
        set { putString("profile", "controller") }
        val stage = Stage().kind("antigen")
        val drawn = stage.views()
        stage.change { putString("profile", "controller") }
        stage.change { putString("profile", "controller").also { putBoolean("installs_by_code", true) } }
        assertEquals(1, app.openings)
        assertEquals(drawn, stage.views())
    }

    @Test
    fun `what the manager has settled cannot be chosen, and says why`() {
        val stage = Stage().tap(Tap.About)
        assertTrue(stage.tells().isEnabled)
        // Nobody had chosen otherwise, so the core knows it already.
        stage.change { putBoolean("tells_shown_before", false) }
        assertFalse(stage.tells().isEnabled)
        stage.change { putString("language", "fr") }
        assertTrue(stage.tells().isEnabled)
        assertTrue("Réglé par le gestionnaire de l’appareil." in stage.said())
        assertTrue("Français" in stage.said() && "English" !in stage.said())
        assertEquals(1, app.openings)
    }

    @Test
    fun `another language opens nothing anew`() {
        val stage = Stage().show(Samples.code("01")).change { putString("language", "en") }
        assertEquals(1, app.openings)
        assertTrue("FONTAINE" in stage.said())
        assertTrue(stage.said().containsAll(listOf("BORN", "14/02/1987")))
    }

    @Test
    fun `what changed while the app was away is in force when it is back`() {
        val stage = Stage()
        stage.controller.pause().stop()
        set { putString("profile", "controller") }
        stage.controller
            .restart()
            .start()
            .resume()
        stage.settle().listen()
        assertEquals(2, app.openings)
        assertTrue(app.last!!.view is Shown.Scan)
        stage.show(Samples.code("01")).touch("Détails")
    }

    @Test
    fun `a camera that is lost is still lost after a change`() {
        val stage = Stage().send(Event.CameraLost).change { putString("profile", "controller") }
        assertSame(Shown.NoCamera, app.last!!.view)
        stage.send(Event.CameraBack).change { putString("profile", "venue") }
        assertTrue(app.last!!.view is Shown.Scan)
    }

    private fun Stage.tells() = views().filterIsInstance<Switch>().single()

    /** As the system does it, when the manager of a fleet has set something. */
    private fun Stage.change(fill: Bundle.() -> Unit): Stage {
        set(fill)
        app.sendBroadcast(Intent(Intent.ACTION_APPLICATION_RESTRICTIONS_CHANGED))
        return settle()
    }

    private fun set(fill: Bundle.() -> Unit) =
        shadowOf(app.getSystemService(RestrictionsManager::class.java)).setApplicationRestrictions(Bundle().apply(fill))
}
