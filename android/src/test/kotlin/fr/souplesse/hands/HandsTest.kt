package fr.souplesse.hands

import android.content.Intent
import android.content.RestrictionsManager
import android.content.pm.PackageInfo
import android.content.pm.Signature
import android.content.pm.SigningInfo
import android.os.Build
import android.os.Bundle
import android.view.KeyCharacterMap
import android.view.KeyEvent
import fr.souplesse.core.Tap
import fr.souplesse.stage.Foreign
import fr.souplesse.stage.Samples
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import fr.souplesse.stage.sent
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import fr.souplesse.core.View as Shown

/** Hand scanners: those that type, and those that are built into rugged devices. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [23, 34], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
class HandsTest {
    private val app = RuntimeEnvironment.getApplication() as StageApp
    private val read = mutableListOf<String>()
    private val wedge = Wedge { read += String(it) }
    private var at = 1_000L

    @Test
    fun `what is typed fast and ends with Enter is a code`() {
        type("HC1:ABC", every = 5)
        assertTrue(enter())
        assertEquals(listOf("HC1:ABC"), read)
    }

    @Test
    fun `a person who types is left alone`() {
        type("HC1:ABC", every = 300)
        assertFalse(enter())
        assertEquals(emptyList<String>(), read)
    }

    @Test
    fun `Enter alone is left to the screen`() {
        assertFalse(enter())
    }

    @Test
    fun `the separators of a 2D-DOC come through`() {
        type("DC04", every = 5)
        press(KeyEvent.KEYCODE_RIGHT_BRACKET, KeyEvent.META_CTRL_ON)
        type("AB", every = 5)
        enter()
        assertEquals(listOf("DC04\u001dAB"), read)
    }

    @Test
    fun `a character may be typed by its number`() {
        type("DC04", every = 5)
        press(KeyEvent.KEYCODE_NUMPAD_0, KeyEvent.META_ALT_ON)
        press(KeyEvent.KEYCODE_NUMPAD_2, KeyEvent.META_ALT_ON)
        press(KeyEvent.KEYCODE_NUMPAD_9, KeyEvent.META_ALT_ON)
        wedge.take(KeyEvent(at, at, KeyEvent.ACTION_UP, KeyEvent.KEYCODE_ALT_LEFT, 0))
        enter()
        assertEquals(listOf("DC04\u001d"), read)
    }

    @Test
    fun `a dead key gives its accent`() {
        assertEquals('\u02CB'.code, Wedge.sign('\u02CB'.code or KeyCharacterMap.COMBINING_ACCENT))
        assertEquals('A'.code, Wedge.sign('A'.code))
        assertEquals(null, Wedge.sign(0))
    }

    @Test
    fun `what was typed is forgotten`() {
        type("HC1:ABC", every = 5)
        wedge.clear()
        assertFalse(enter())
    }

    @Test
    fun `a scanner that types shows a verdict`() {
        val stage = Stage()
        val keys = KeyCharacterMap.load(KeyCharacterMap.VIRTUAL_KEYBOARD).getEvents("https://example.org/menu".toCharArray())
        keys!!.forEach { stage.activity.dispatchKeyEvent(KeyEvent.changeTimeRepeat(it, 5_000, 0)) }
        stage.activity.dispatchKeyEvent(KeyEvent(5_000, 5_000, KeyEvent.ACTION_DOWN, KeyEvent.KEYCODE_ENTER, 0))
        stage.settle()
        assertTrue("Une adresse web, pas un passe" in stage.said())
    }

    @Test
    fun `Zebra's broadcast shows a verdict`() {
        val parts = arrayListOf(Samples.code("01"))
        broadcast { putExtra("com.symbol.datawedge.decode_data", parts).putExtra("com.symbol.datawedge.data_string", "x") }
    }

    @Test
    fun `Honeywell's broadcast shows a verdict`() {
        broadcast { putExtra("dataBytes", Samples.code("01")).putExtra("data", "x") }
    }

    @Test
    fun `a scanner that gives text only is understood`() {
        broadcast { putExtra("data", String(Samples.code("01"))) }
    }

    @Test
    fun `a broadcast without a code is nothing`() {
        assertEquals(null, HandScanners.code(Intent(HandScanners.ACTION).putExtra("other", "x")))
    }

    @Test
    fun `where nobody has said that there is a scanner, no app is listened to`() {
        val stage = Stage()
        stage.send { putExtra("data", String(Samples.code("01"))) }
        assertTrue(stage.app.last!!.view is Shown.Scan)
        assertTrue(shadowOf(stage.app).registeredReceivers.none { it.intentFilter.hasAction(HandScanners.ACTION) })
        assertEquals(emptyList<Intent>(), stage.told())
    }

    @Test
    fun `a person says so where the device has one`() {
        assertNull(Stage().tap(Tap.About).find("Écouter le lecteur de codes de l’appareil"))
        shadowOf(app.packageManager).installPackage(PackageInfo().apply { packageName = "com.symbol.datawedge" })
        app.forget()
        val stage = Stage().tap(Tap.About)
        stage.touch("Écouter le lecteur de codes de l’appareil").tap(Tap.Back)
        stage.send { putExtra("data", String(Samples.code("01"))) }
        assertTrue("FONTAINE" in stage.said())
        stage.tap(Tap.About).touch("Écouter le lecteur de codes de l’appareil").tap(Tap.Back)
        stage.send { putExtra("data", String(Samples.code("01"))) }
        assertTrue(stage.app.last!!.view is Shown.Scan)
    }

    @Test
    fun `the makers' services are told to speak to this app alone`() {
        manage()
        val told = Stage().told()
        assertEquals(listOf("com.symbol.datawedge", "com.intermec.datacollectionservice"), told.map { it.`package` })
        val profile = told[0].getBundleExtra("com.symbol.datawedge.api.SET_CONFIG")!!
        assertEquals("CREATE_IF_NOT_EXIST", profile.getString("CONFIG_MODE"))
        assertEquals("fr.souplesse", (profile.getParcelableArray("APP_LIST")!!.single() as Bundle).getString("PACKAGE_NAME"))
        val plugins =
            profile.getParcelableArrayList<Bundle>("PLUGIN_CONFIG")!!.associate {
                it.getString("PLUGIN_NAME") to
                    it.getBundle("PARAM_LIST")!!
            }
        assertEquals("false", plugins["KEYSTROKE"]!!.getString("keystroke_output_enabled"))
        val output = plugins["INTENT"]!!
        assertEquals(listOf(HandScanners.ACTION, "2"), listOf("intent_action", "intent_delivery").map(output::getString))
        val receiver = output.getParcelableArrayList<Bundle>("intent_component_info")!!.single()
        assertEquals("fr.souplesse", receiver.getString("PACKAGE_NAME"))
        // The SHA-1 of the certificate, here of one byte 01.
        assertEquals("BF8B4530D8D246DD74AC53A13471BBA17941DFF7", receiver.getString("SIGNATURE"))
        val lent = told[1].getBundleExtra("com.honeywell.aidc.extra.EXTRA_PROPERTIES")!!
        assertEquals("fr.souplesse", lent.getString("DPR_DATA_INTENT_PACKAGE_NAME"))
        assertEquals(HandScanners.ACTION, lent.getString("DPR_DATA_INTENT_ACTION"))
    }

    @Test
    fun `who goes away listens no longer, and gives the scanner back`() {
        manage()
        val stage = Stage()
        stage.controller.pause().stop()
        assertTrue(shadowOf(stage.app).registeredReceivers.none { it.intentFilter.hasAction(HandScanners.ACTION) })
        assertEquals("com.honeywell.aidc.action.ACTION_RELEASE_SCANNER", stage.told().last().action)
    }

    @Test
    fun `a broadcast with something of another app's own is nothing`() {
        val intent = Intent(HandScanners.ACTION).putExtra("com.symbol.datawedge.decode_data", Foreign()).putExtra("data", "x")
        assertEquals(null, HandScanners.code(sent(intent)))
    }

    private fun broadcast(fill: Intent.() -> Unit) {
        manage()
        val stage = Stage().send(fill)
        assertTrue("FONTAINE" in stage.said())
    }

    @Suppress("DEPRECATION") // Their successors need Android 9.
    private fun manage() {
        shadowOf(app.getSystemService(RestrictionsManager::class.java))
            .setApplicationRestrictions(Bundle().apply { putBoolean("hand_scanner", true) })
        val signature = Signature(byteArrayOf(1))
        val info = shadowOf(app.packageManager).getInternalMutablePackageInfo("fr.souplesse")
        info.signatures = arrayOf(signature)
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) {
            info.signingInfo = SigningInfo().also { shadowOf(it).setSignatures(arrayOf(signature)) }
        }
    }

    private fun Stage.send(fill: Intent.() -> Unit): Stage {
        app.sendBroadcast(Intent(HandScanners.ACTION).addCategory(Intent.CATEGORY_DEFAULT).apply(fill))
        return settle()
    }

    /** What the services of scanners were told. */
    private fun Stage.told() = shadowOf(app).broadcastIntents.filter { it.`package` != null }

    private fun type(
        text: String,
        every: Long,
    ) {
        val map = KeyCharacterMap.load(KeyCharacterMap.VIRTUAL_KEYBOARD)
        for (letter in text) {
            at += every
            map.getEvents(charArrayOf(letter))!!.forEach { wedge.take(KeyEvent.changeTimeRepeat(it, at, 0)) }
        }
    }

    private fun press(
        key: Int,
        meta: Int,
    ) = wedge.take(KeyEvent(at, at, KeyEvent.ACTION_DOWN, key, 0, meta))

    private fun enter() = wedge.take(KeyEvent(at, at, KeyEvent.ACTION_DOWN, KeyEvent.KEYCODE_ENTER, 0))
}
