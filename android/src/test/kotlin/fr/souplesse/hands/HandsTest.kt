package fr.souplesse.hands

import android.content.Intent
import android.view.KeyCharacterMap
import android.view.KeyEvent
import fr.souplesse.stage.Samples
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/** Hand scanners: those that type, and those that are built into rugged devices. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [23, 34], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
class HandsTest {
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

    private fun broadcast(fill: Intent.() -> Unit) {
        val stage = Stage()
        val intent = Intent(HandScanners.ACTION).addCategory(Intent.CATEGORY_DEFAULT).apply(fill)
        stage.app.sendBroadcast(intent)
        stage.settle()
        assertTrue("FONTAINE" in stage.said())
    }

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
