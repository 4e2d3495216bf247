package fr.souplesse.spoken

import android.content.Context
import android.view.View
import android.view.accessibility.AccessibilityManager
import android.view.accessibility.AccessibilityNodeInfo
import android.widget.EditText
import android.widget.ScrollView
import androidx.test.platform.app.InstrumentationRegistry
import fr.souplesse.core.Event
import fr.souplesse.core.RegisterAction
import fr.souplesse.core.Tap
import fr.souplesse.stage.Gallery
import fr.souplesse.stage.Samples
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import fr.souplesse.stage.kind
import fr.souplesse.stage.named
import fr.souplesse.stage.said
import fr.souplesse.stage.time
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Whoever listens, writes or has scrolled is where they were, whatever happens meanwhile. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class AttentionTest {
    private val stage by lazy { Stage() }

    @Before
    fun `somebody listens`() {
        InstrumentationRegistry.getInstrumentation().setInTouchMode(false)
        val manager = stage.app.getSystemService(Context.ACCESSIBILITY_SERVICE) as AccessibilityManager
        shadowOf(manager).setEnabled(true)
        shadowOf(manager).setTouchExplorationEnabled(true)
    }

    @Test
    fun `help that comes below the camera leaves the screen reader where it is`() {
        listenTo("Attestation papier")
        stage.pass(4_000)
        assertTrue("Rapprochez le code" in stage.said())
        assertEquals("Attestation papier", heard())
        stage.pass(4_000)
        assertEquals("Attestation papier", heard())
    }

    @Test
    fun `a switch that names what it does now keeps the screen reader`() {
        listenTo("Allumer la torche")
        stage.touch("Allumer la torche")
        assertEquals("Éteindre la torche", heard())
    }

    @Test
    fun `after an answer the screen reader is at the next question`() {
        stage.touch("Attestation papier")
        listenTo("Test antigénique")
        stage.touch("Test antigénique")
        assertEquals("Quand le test a-t-il été réalisé\u202f?", heard())
        listenTo("Sam. 14 matin, 9\u00a0h")
        stage.touch("Sam. 14 matin, 9\u00a0h")
        assertEquals("Que mentionne le document\u202f?", heard())
        listenTo("Test antigénique, modifier")
        stage.touch("Test antigénique, modifier")
        assertEquals("Quel document\u202f?", heard())
    }

    @Test
    fun `what is not touched by an answer stays the same view`() {
        stage.kind("antigen").time(Gallery.NINE)
        val row = stage.find("Test antigénique, modifier")
        listenTo("Test antigénique, modifier")
        stage.touch("Sam. 14 matin, 9\u00a0h, modifier")
        assertTrue(row === stage.find("Test antigénique, modifier") && row!!.isAccessibilityFocused)
    }

    @Test
    fun `the keyboard stays in the field through what others do, and what is written too`() {
        stage.named()
        val field = field()
        field.requestFocus()
        field.setText("Inès Ca")
        field.setSelection(3)
        stage.send(Event.Register(RegisterAction.Name("Marc Petit"))).send(Event.Tick)
        stage.clock.wall -= 3_600_000
        stage.send(Event.Tick)
        assertTrue(field === field() && field.isFocused && field.isAttachedToWindow)
        assertEquals("Inès Ca" to 3, field.text.toString() to field.selectionStart)
    }

    @Test
    fun `a page that is drawn anew has the keyboard where it was`() {
        stage.show(Samples.code("08")).tap(Tap.Training(true)).tap(Tap.Profile(fr.souplesse.core.Profile.CONTROLLER))
        stage.show(Samples.code("01"))
        stage.find("Détails")!!.requestFocus()
        stage.touch("Détails")
        assertEquals("Masquer les détails", stage.root.findFocus().said())
    }

    @Test
    fun `what was scrolled stays scrolled`() {
        stage.tap(Tap.About)
        val scroll = scroll()
        scroll.scrollTo(0, 700)
        assertEquals(700, scroll.scrollY)
        stage.touch("Dire qu’un code a déjà été présenté dans les 5\u00a0minutes").settle()
        assertEquals(700, scroll().scrollY)
    }

    @Test
    fun `the verdict on somebody else is no page that was read before`() {
        stage.show(Samples.code("08"))
        listenTo("Suivant")
        stage.pass(5_000).show(Samples.code("01"))
        assertTrue("FONTAINE" in stage.said())
        assertEquals(null, heard())
    }

    private fun listenTo(said: String) {
        val view = stage.find(said) ?: error("nothing says “$said” of ${stage.said()}")
        assertTrue(view.performAccessibilityAction(AccessibilityNodeInfo.ACTION_ACCESSIBILITY_FOCUS, null))
        assertEquals(said, heard())
    }

    private fun heard() = stage.views().find { it.isAccessibilityFocused }?.let { (it.contentDescription ?: it.said())?.toString() }

    private fun field() = stage.views().filterIsInstance<EditText>().single()

    private fun scroll(): View = stage.views().filterIsInstance<ScrollView>().first()
}
