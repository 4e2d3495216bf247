package fr.souplesse

import org.junit.Assert.assertArrayEquals
import org.junit.Test
import java.io.ByteArrayOutputStream
import java.io.File
import java.nio.ByteBuffer
import java.nio.ByteOrder
import kotlin.math.PI
import kotlin.math.min

/** The sounds are computed here; `mvn test -Dpictures=write` writes them anew. */
class TonesTest {
    @Test
    fun `each sound is what is computed`() {
        for ((name, tones) in TONES) {
            val file = File("src/main/res/raw/tone_$name.wav")
            val wave = wave(tones)
            if (System.getProperty("souplesse.pictures") == "write") file.writeBytes(wave)
            assertArrayEquals(name, wave, file.readBytes())
        }
    }

    /** Sixteen bits at 16 kHz, one channel. Ends fade, so that nothing clicks; an octave above makes small speakers audible. */
    private fun wave(tones: List<Tone>): ByteArray {
        val samples = ByteArrayOutputStream()
        for (tone in tones) {
            var phase = 0.0
            val count = RATE * tone.millis / 1000
            for (at in 0 until count) {
                val pitch = tone.from + (tone.to - tone.from) * at / count
                phase += 2 * PI * pitch / RATE
                val fade = min(1.0, min(at, count - at) / (RATE * FADE))
                val level = (StrictMath.sin(phase) + OVERTONE * StrictMath.sin(2 * phase)) / (1 + OVERTONE) * fade * LOUD
                val sample = (level * Short.MAX_VALUE).toInt()
                samples.write(sample and 255)
                samples.write(sample shr 8 and 255)
            }
        }
        return header(samples.size()) + samples.toByteArray()
    }

    private fun header(length: Int): ByteArray =
        ByteBuffer
            .allocate(44)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put("RIFF".toByteArray())
            .putInt(36 + length)
            .put("WAVEfmt ".toByteArray())
            .putInt(16)
            .putShort(1)
            .putShort(1)
            .putInt(RATE)
            .putInt(RATE * 2)
            .putShort(2)
            .putShort(16)
            .put("data".toByteArray())
            .putInt(length)
            .array()

    private companion object {
        const val RATE = 16_000
        const val FADE = 0.01
        const val LOUD = 0.8
        const val OVERTONE = 0.4
    }
}
