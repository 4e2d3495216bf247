package fr.souplesse.look

import fr.souplesse.core.LumaFrame
import fr.souplesse.core.Rotation
import fr.souplesse.core.Scanner
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import java.nio.ByteBuffer

/** Codes that the app draws are read by the core's own scanner. */
class QrTest {
    @Test
    fun `addresses of every length are read again`() {
        for (length in listOf(1, 17, 18, 32, 33, 53, 54, 78, 79, 106)) {
            val text = "https://sidep.gouv.fr/".padEnd(length, 'x').take(length)
            assertEquals(text, read(Qr.of(text)!!))
        }
    }

    @Test
    fun `the portals are read again`() {
        for (text in listOf("https://sidep.gouv.fr/", "https://attestation-vaccin.ameli.fr/")) {
            assertEquals(text, read(Qr.of(text)!!))
        }
    }

    @Test
    fun `a text that is too long has no code`() {
        assertNull(Qr.of("x".repeat(107)))
    }

    private fun read(code: Qr): String {
        val side = (code.size + 8) * MODULE
        val luma = ByteBuffer.allocateDirect(side * side)
        for (y in 0 until side) {
            for (x in 0 until side) {
                val (column, row) = x / MODULE - 4 to y / MODULE - 4
                val isDark = column in 0 until code.size && row in 0 until code.size && code.isDark(column, row)
                luma.put(y * side + x, if (isDark) 0 else -1)
            }
        }
        val frame = LumaFrame(side.toUInt(), side.toUInt(), side.toUInt(), Rotation.DEG0, null)
        return Scanner().use {
            String(
                it
                    .scanStill(luma, frame)
                    .codes
                    .single()
                    .content,
            )
        }
    }

    private companion object {
        const val MODULE = 6
    }
}
