package fr.souplesse

import android.Manifest
import android.content.Context
import android.content.res.Configuration
import android.os.Build
import android.os.Bundle
import android.os.Parcel
import android.os.Vibrator
import android.view.KeyEvent
import android.view.View
import android.view.WindowManager
import android.widget.CheckBox
import android.widget.EditText
import android.window.OnBackInvokedCallback
import fr.souplesse.core.Event
import fr.souplesse.core.Outcome
import fr.souplesse.core.Tap
import fr.souplesse.look.OutcomeWord
import fr.souplesse.stage.Samples
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import fr.souplesse.stage.kind
import fr.souplesse.stage.settle
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.util.ReflectionHelpers
import java.util.Locale
import fr.souplesse.core.View as Shown

/** An evening at the door, on the oldest Android, on one in between, and on one that draws every app from edge to edge. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [23, 28, 35], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
class DoorTest {
    @Test
    fun `the camera is asked for once its reason has been read`() {
        val stage = Stage(firstRun = true, mayUseCamera = false)
        assertTrue("Avant de commencer" in stage.said())
        assertNull(stage.asked())
        stage.touch("J’ai compris")
        assertEquals(listOf(Manifest.permission.CAMERA), stage.asked())
    }

    @Test
    fun `a refusal leaves papers and hand scanners`() {
        val stage = Stage(mayUseCamera = false)
        stage.activity.onRequestPermissionsResult(0, arrayOf(Manifest.permission.CAMERA), intArrayOf(-1))
        stage.activity.camera.settle()
        stage.settle()
        assertTrue("Appareil photo non autorisé" in stage.said())
        stage.show(Samples.code("01"))
        assertTrue("FONTAINE" in stage.said())
        stage.touch("Suivant").touch("Attestation papier")
        assertTrue("Quel document\u202f?" in stage.said())
    }

    @Test
    fun `what was read at the first start is not shown again`() {
        Stage(firstRun = true).touch("J’ai compris")
        val kept = androidPreferences()
        assertFalse(kept.getBoolean("first-run", true))
    }

    @Test
    fun `a valid pass shows its holder`() {
        val stage = Stage().show(Samples.code("01"))
        assertTrue(stage.said().containsAll(listOf("FONTAINE", "Camille", "NÉ(E) LE", "14/02/1987")))
        assertEquals(Outcome.VALID, stage.outcome())
    }

    @Test
    fun `a venue is not told what a pass proves`() {
        val stage = Stage().show(Samples.code("01"))
        assertTrue(stage.said().none { "vaccin" in it.lowercase() })
        assertNull(stage.find("Détails"))
    }

    @Test
    fun `a name is gone after thirty seconds`() {
        val stage = Stage().show(Samples.code("01"))
        stage.pass(29_000)
        assertTrue("FONTAINE" in stage.said())
        stage.pass(1_000)
        assertTrue(stage.said().none { "FONTAINE" in it })
        assertTrue(stage.views().none { it.contentDescription?.contains("FONTAINE") == true })
    }

    @Test
    fun `a name is gone when the app is no longer to be seen`() {
        val stage = Stage().show(Samples.code("01"))
        stage.controller.pause().stop()
        stage.settle()
        assertTrue(stage.said().none { "FONTAINE" in it })
        assertEquals(Shown.Covered, stage.app.last!!.view)
        stage.controller
            .restart()
            .start()
            .resume()
        stage.settle().listen()
        assertTrue(stage.app.last!!.view is Shown.Scan)
    }

    @Test
    fun `nothing of a holder is in the saved state`() {
        val stage = Stage().show(Samples.code("01"))
        val state = Bundle()
        stage.controller.pause().saveInstanceState(state)
        val parcel = Parcel.obtain()
        parcel.writeBundle(state)
        val written = String(parcel.marshall(), Charsets.UTF_16LE) + String(parcel.marshall(), Charsets.ISO_8859_1)
        assertFalse("FONTAINE" in written)
        assertTrue(state.isEmpty)
    }

    @Test
    fun `the screen cannot be captured`() {
        assertTrue(Stage().flags() and WindowManager.LayoutParams.FLAG_SECURE != 0)
    }

    @Test
    fun `the screen stays on and bright while codes are looked for`() {
        val stage = Stage()
        assertTrue(stage.flags() and WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON != 0)
        assertEquals(1f, stage.activity.window.attributes.screenBrightness)
        stage.tap(Tap.About)
        assertEquals(-1f, stage.activity.window.attributes.screenBrightness)
    }

    @Test
    fun `a screen reader is told the outcome, then the name`() {
        val stage = Stage().show(Samples.code("01"))
        val word = stage.views().filterIsInstance<OutcomeWord>().single()
        assertEquals(View.ACCESSIBILITY_LIVE_REGION_ASSERTIVE, word.accessibilityLiveRegion)
        assertEquals("VALIDE. FONTAINE Camille", word.contentDescription)
    }

    @Test
    fun `a complete paper takes three taps`() {
        val stage = Stage().touch("Attestation papier")
        stage.touch("Test antigénique").touch(stage.nine()).touch("Tout y est")
        assertEquals(Outcome.TOLERATED, stage.outcome())
        assertTrue(stage.said().any { it.startsWith("Jusqu’au") })
    }

    @Test
    fun `a paper of a PCR test takes one tap, and sends its holder to the portal`() {
        val stage = Stage().touch("Attestation papier").touch("PCR en laboratoire")
        assertEquals(Outcome.NOT_COVERED, stage.outcome())
        stage.touch("Montrer à la personne")
        assertTrue(stage.said().any { "sidep.gouv.fr" in it })
        assertTrue(stage.said().any { it.startsWith("Scan this code") })
    }

    @Test
    fun `an answer is opened by one tap and changed by the next`() {
        val stage = Stage().kind("antigen").touch("Test antigénique, modifier")
        stage.touch("Autotest supervisé")
        val answers = (stage.app.last!!.view as Shown.Paper).v1.answers
        assertEquals("Is(v1=supervised-self-test)", answers.kind.toString())
    }

    @Test
    fun `a paper that lacks something names it`() {
        val stage = Stage().touch("Attestation papier").touch("Test antigénique")
        stage
            .touch(stage.nine())
            .touch("Il manque…")
            .touch("Signature du professionnel")
            .touch("Marque du test")
            .touch("Valider")
        assertEquals(Outcome.INCOMPLETE, stage.outcome())
        assertTrue("Signature du professionnel absente\nMarque du test absente" in stage.said())
        stage.touch("Changer une réponse")
        assertTrue(stage.app.last!!.view is Shown.Paper)
    }

    @Test
    fun `an answer can be changed also where the paper was refused`() {
        val stage = Stage().touch("Attestation papier").touch("Test antigénique")
        stage
            .touch(stage.nine())
            .touch("Il manque…")
            .touch("Cachet du professionnel")
            .touch("Valider")
        assertEquals(Outcome.REFUSED, stage.outcome())
        stage.touch("Changer une réponse")
        assertTrue(stage.app.last!!.view is Shown.Paper)
        stage.tap(Tap.Next).show(Samples.code("08"))
        assertEquals(Outcome.REFUSED, stage.outcome())
        assertNull(stage.find("Changer une réponse"))
    }

    @Test
    fun `training says so on every screen`() {
        val stage = Stage().touch("Menu").touch("S’entraîner")
        val banner = "Entraînement\u00a0– soirée du 14\u00a0août 2021"
        for (tap in listOf(Tap.Next, Tap.Paper, Tap.Updates, Tap.Register, Tap.About)) {
            stage.tap(tap)
            assertTrue("$tap", banner in stage.said())
        }
        stage.tap(Tap.Back).show(Samples.code("01"))
        assertTrue(banner in stage.said())
        stage.tap(Tap.Training(false))
        assertFalse(banner in stage.said())
    }

    @Test
    fun `the torch stays on beyond a verdict`() {
        val stage = Stage().touch("Allumer la torche").show(Samples.code("01")).touch("Suivant")
        assertNotNull(stage.find("Éteindre la torche"))
    }

    @Test
    fun `the menu stays open while the help below it changes, and closes by going back`() {
        val stage = Stage().touch("Menu").pass(4_000)
        assertNotNull(stage.find("Registre"))
        stage.back()
        assertNull(stage.find("Registre"))
        assertTrue(stage.app.last!!.view is Shown.Scan)
    }

    @Test
    fun `going back leaves a verdict, and at home the app`() {
        val stage = Stage().show(Samples.code("01")).back()
        assertTrue(stage.app.last!!.view is Shown.Scan)
        assertFalse(stage.activity.isFinishing)
    }

    @Test
    fun `the language is changed at once`() {
        val stage = Stage().tap(Tap.About).touch("English")
        assertTrue("Language" in stage.said())
    }

    @Test
    fun `another language of the phone is drawn in the same window`() {
        val stage = Stage()
        val english = Configuration(stage.activity.resources.configuration).apply { setLocale(Locale.ENGLISH) }
        @Suppress("DEPRECATION")
        stage.activity.resources.updateConfiguration(english, null)
        stage.activity.onConfigurationChanged(english)
        stage.settle()
        assertTrue("Paper attestation" in stage.said())
    }

    @Test
    fun `a refusal is felt for long, an acceptance is only heard`() {
        val vibrator = shadowOf(androidVibrator())
        Stage().show(Samples.code("01"))
        assertFalse(vibrator.isVibrating)
        // Both windows have one core: the next person comes later.
        Stage().pass(5_000).show(Samples.code("08"))
        assertEquals(500, vibrator.milliseconds)
    }

    @Test
    fun `the register names people, opens a shift and counts`() {
        val stage = Stage()
        stage.tap(Tap.Register)
        val field = stage.views().filterIsInstance<EditText>().single()
        field.setText("Nadia Belkacem")
        stage.touch("Habiliter")
        (stage.views().filterIsInstance<CheckBox>().single()).isChecked = true
        stage
            .touch("Ouvrir le service")
            .tap(Tap.Back)
            .show(Samples.code("01"))
            .tap(Tap.Register)
        assertTrue(stage.said().any { it.startsWith("De service depuis le") && "Nadia Belkacem" in it })
        assertEquals(1uL, (stage.app.last!!.view as Shown.Register).v1.counts.valid)
    }

    @Test
    fun `a name that is none is told`() {
        val stage = Stage().tap(Tap.Register).touch("Habiliter")
        assertTrue(stage.said().any { it.startsWith("Ce n’est pas un nom") })
    }

    @Test
    fun `what is wrong with the clock is told before any verdict`() {
        val stage = Stage()
        stage.clock.wall -= 3_600_000
        stage.send(Event.Tick)
        assertTrue("Heure de l’appareil douteuse" in stage.said())
    }

    @Test
    fun `a pass cannot be judged beyond the rules, and the screen says so before`() {
        val app = RuntimeEnvironment.getApplication() as StageApp
        app.clock.wall += 30L * 86_400_000
        val stage = Stage()
        assertTrue("Hors ligne\u00a0– aucune règle pour aujourd’hui" in stage.said())
        stage.show(Samples.code("01"))
        assertEquals(Outcome.CANNOT_JUDGE, stage.outcome())
    }

    /** The chip of Saturday at nine, by what a screen reader says of it. */
    private fun Stage.nine() = views().mapNotNull { it.contentDescription?.toString() }.single { it.endsWith(", 9\u00a0h") }

    private fun Stage.outcome() = (app.last!!.view as? Shown.Verdict)?.v1?.verdict?.outcome

    private fun Stage.flags() = activity.window.attributes.flags

    private fun Stage.asked() = shadowOf(activity).lastRequestedPermission?.requestedPermissions?.toList()

    /** By the key or the gesture: from Android 13 on the system calls what the window has wished, before by the key alone. */
    private fun Stage.back(): Stage {
        if (Build.VERSION.SDK_INT >= 33) {
            val system = ReflectionHelpers.getField<Any>(activity.onBackInvokedDispatcher, "mActualDispatcher")
            ReflectionHelpers.callInstanceMethod<OnBackInvokedCallback>(system, "getTopCallback").onBackInvoked()
        } else {
            for (action in listOf(KeyEvent.ACTION_DOWN, KeyEvent.ACTION_UP)) root.dispatchKeyEvent(KeyEvent(action, KeyEvent.KEYCODE_BACK))
        }
        return settle()
    }

    private fun androidPreferences() =
        RuntimeEnvironment
            .getApplication()
            .getSharedPreferences("souplesse", Context.MODE_PRIVATE)

    private fun androidVibrator() =
        RuntimeEnvironment
            .getApplication()
            .getSystemService(Context.VIBRATOR_SERVICE) as Vibrator
}
