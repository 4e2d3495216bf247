package fr.souplesse.hands

import android.view.KeyCharacterMap
import android.view.KeyEvent

/**
 * A hand scanner that types what it reads like a keyboard: fast, and Enter at the end. A person types more slowly, and is left
 * alone.
 */
class Wedge(
    private val onCode: (ByteArray) -> Unit,
) {
    private val typed = StringBuilder()
    private var lastAt = 0L

    /** The digits of a character that is typed by its number, with Alt held. */
    private val number = StringBuilder()

    /** Takes a key, or leaves it to whoever else wants it. */
    fun take(event: KeyEvent): Boolean {
        if (event.action == KeyEvent.ACTION_UP) return released(event)
        if (event.action != KeyEvent.ACTION_DOWN) return false
        if (event.eventTime - lastAt > PAUSE) clear()
        lastAt = event.eventTime
        return when {
            event.keyCode == KeyEvent.KEYCODE_ENTER || event.keyCode == KeyEvent.KEYCODE_NUMPAD_ENTER -> finished()
            event.isAltPressed && digit(event) != null -> number.append(digit(event)).let { true }
            else -> letter(event)
        }
    }

    private fun letter(event: KeyEvent): Boolean {
        val letter = if (event.isCtrlPressed) control(event.keyCode) else sign(event.unicodeChar)
        if (letter == null || (letter == ' '.code && typed.isEmpty())) return false
        typed.append(letter.toChar())
        return true
    }

    private fun released(event: KeyEvent): Boolean {
        val isAlt = event.keyCode == KeyEvent.KEYCODE_ALT_LEFT || event.keyCode == KeyEvent.KEYCODE_ALT_RIGHT
        if (!isAlt || number.isEmpty()) return false
        number.toString().toIntOrNull()?.let { typed.append(it.toChar()) }
        number.clear()
        return true
    }

    /** A single key and Enter is a person who uses the keyboard. */
    private fun finished(): Boolean {
        if (typed.length < FEWEST) return false.also { clear() }
        val text = typed.toString()
        clear()
        onCode(text.toByteArray())
        return true
    }

    /** What holders had in it is not kept. */
    fun clear() {
        typed.setLength(0)
        number.clear()
    }

    private fun digit(event: KeyEvent) =
        when (event.keyCode) {
            in KeyEvent.KEYCODE_NUMPAD_0..KeyEvent.KEYCODE_NUMPAD_9 -> event.keyCode - KeyEvent.KEYCODE_NUMPAD_0
            in KeyEvent.KEYCODE_0..KeyEvent.KEYCODE_9 -> event.keyCode - KeyEvent.KEYCODE_0
            else -> null
        }

    /** The separators of a 2D-DOC, as keyboards write them. */
    private fun control(key: Int) =
        when (key) {
            KeyEvent.KEYCODE_RIGHT_BRACKET -> 0x1D
            KeyEvent.KEYCODE_6 -> 0x1E
            KeyEvent.KEYCODE_MINUS -> 0x1F
            else -> null
        }

    internal companion object {
        /** Milliseconds between two keys, from which on it is a person who types. */
        private const val PAUSE = 150L

        private const val FEWEST = 4

        /**
         * What a key types; null for one that types nothing. A dead key gives its accent, and the next one is left alone: on
         * the wrong keyboard both are signs of the code, which the core tells from the keys.
         */
        fun sign(unicode: Int): Int? {
            val isDead = unicode and KeyCharacterMap.COMBINING_ACCENT != 0
            return (if (isDead) unicode and KeyCharacterMap.COMBINING_ACCENT_MASK else unicode).takeIf { it >= ' '.code }
        }
    }
}
