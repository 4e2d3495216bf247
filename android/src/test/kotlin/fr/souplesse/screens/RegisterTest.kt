package fr.souplesse.screens

import android.widget.CheckBox
import android.widget.EditText
import fr.souplesse.core.Event
import fr.souplesse.core.RegisterAction
import fr.souplesse.core.Tap
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import fr.souplesse.stage.named
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import fr.souplesse.core.View as Shown

/** The register: nothing of it is lost or done by one slip of a thumb. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
class RegisterTest {
    private val stage = Stage()

    @Test
    fun `a person is withdrawn after it was asked once more`() {
        stage.named().touch("Retirer Yann Le Goff")
        assertEquals(listOf("Nadia Belkacem", "Yann Le Goff"), people())
        assertTrue("Retirer Yann Le Goff\u202f? Cette personne ne sera plus habilitée à contrôler." in stage.said())
        stage.touch("Garder")
        assertEquals(listOf("Nadia Belkacem", "Yann Le Goff"), people())
        assertNull(stage.find("Garder"))
        stage.touch("Retirer Yann Le Goff").send(Event.Tick).touch("Retirer")
        assertEquals(listOf("Nadia Belkacem"), people())
    }

    @Test
    fun `what was written and ticked outlives every event`() {
        stage.named()
        write("Inès Ca")
        ticks().first().performClick()
        val events =
            listOf(
                Event.Tick,
                Event.Tap(Tap.Torch),
                Event.CameraLost,
                Event.NoCode(null),
                Event.Codes(listOf("https://example.org".toByteArray())),
                Event.Register(RegisterAction.Name("Marc Petit")),
                Event.Register(RegisterAction.Name("")),
                Event.Register(RegisterAction.Withdraw("Yann Le Goff")),
                Event.Register(RegisterAction.Export(emptyList())),
            )
        for (event in events) {
            stage.send(event)
            assertEquals("$event", "Inès Ca", field().text.toString())
            assertEquals("$event", listOf("Nadia Belkacem"), ticked())
        }
        RuntimeEnvironment.setQualifiers("+w891dp-h411dp-land")
        stage.controller.configurationChange()
        stage.settle()
        assertEquals("Inès Ca", field().text.toString())
        assertEquals(listOf("Nadia Belkacem"), ticked())
    }

    @Test
    fun `a name that was taken leaves the field free, and one that was not stays to be mended`() {
        stage.tap(Tap.Register)
        write("Nadia Belkacem")
        stage.touch("Habiliter")
        assertEquals("", field().text.toString())
        write("Nadia Belkacem")
        stage.touch("Habiliter")
        assertEquals("Nadia Belkacem", field().text.toString())
        assertTrue("Cette personne est déjà habilitée." in stage.said())
    }

    @Test
    fun `there is no shift without a person`() {
        stage.named()
        assertNull(stage.find("Ouvrir le service"))
        val box = ticks().first()
        box.performClick()
        stage.settle()
        assertTrue(box === ticks().first())
        stage.touch("Nadia Belkacem\nDepuis le 14 août 2021")
        assertNull(stage.find("Ouvrir le service"))
        stage.touch("Nadia Belkacem\nDepuis le 14 août 2021").touch("Ouvrir le service")
        assertEquals(listOf("Nadia Belkacem"), register().shift!!.who)
        // The next shift is another one's.
        stage.touch("Fermer le service")
        assertEquals(emptyList<String>(), ticked())
    }

    @Test
    fun `whoever was withdrawn is not put on duty by an old tick`() {
        stage.named()
        ticks().forEach { it.performClick() }
        stage.touch("Retirer Yann Le Goff").touch("Retirer").touch("Ouvrir le service")
        assertEquals(listOf("Nadia Belkacem"), register().shift!!.who)
    }

    @Test
    fun `nothing of a page that was left is there when it is opened again`() {
        stage.named()
        write("Inès Ca")
        ticks().first().performClick()
        stage.tap(Tap.Back).tap(Tap.Register)
        assertEquals("" to emptyList<String>(), field().text.toString() to ticked())
    }

    @Test
    fun `an empty register says how it begins`() {
        stage.tap(Tap.Register)
        assertTrue("Personne n’est encore habilité. Écrivez un nom pour commencer." in stage.said())
        assertNotNull(stage.find("Habiliter"))
    }

    private fun register() = (stage.app.last!!.view as Shown.Register).v1

    private fun people() = register().named.map { it.who }

    private fun write(name: String) = field().setText(name)

    private fun field() = stage.views().filterIsInstance<EditText>().single()

    private fun ticks() = stage.views().filterIsInstance<CheckBox>()

    private fun ticked() = ticks().filter { it.isChecked }.map { it.text.lines().first() }
}
