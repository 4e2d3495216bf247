package fr.souplesse.screens

import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Color
import fr.souplesse.R
import fr.souplesse.core.Outcome
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** The seven verdicts are told apart by those who see no colours, and look the same by day and by night. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = android.app.Application::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class VerdictLookTest {
    private val context get() = RuntimeEnvironment.getApplication()
    private val looks = Outcome.entries.map(VerdictLook::of)

    @Test
    fun `each has a word of its own, that begins otherwise`() {
        for (language in listOf("fr", "en")) {
            RuntimeEnvironment.setQualifiers(language)
            val words = looks.map { context.getString(it.word) }
            assertEquals("$words", Outcome.entries.size, words.toSet().size)
            assertTrue("$words", words.none { one -> words.any { other -> other !== one && other.startsWith(one) } })
        }
    }

    /** Among those of one lightness; a bright field is told from a dark one from any distance. */
    @Test
    fun `each has a shape of its own`() {
        val shapes = looks.associateWith { silhouette(it.shape) }
        for ((one, first) in shapes) {
            for ((other, second) in shapes) {
                if (one >= other || context.getColor(one.ink) != context.getColor(other.ink)) continue
                val different = first.indices.count { first[it] != second[it] }
                assertTrue("$one and $other: $different", different > first.size / 5)
            }
        }
    }

    @Test
    fun `verdicts, and what lies over the camera, have the same colours by night`() {
        val others =
            listOf(R.color.holder, R.color.on_holder, R.color.scrim, R.color.round, R.color.on_camera, R.color.camera, R.color.training)
        val colors = looks.flatMap { listOf(it.color, it.ink) } + others + R.color.on_training
        val byDay = colors.map(context::getColor)
        RuntimeEnvironment.setQualifiers("+night")
        assertEquals(byDay, colors.map(context::getColor))
    }

    /** What is drawn of it. */
    private fun silhouette(shape: Int): BooleanArray {
        val bitmap = Bitmap.createBitmap(SIDE, SIDE, Bitmap.Config.ARGB_8888)
        context.getDrawable(shape)!!.apply { setBounds(0, 0, SIDE, SIDE) }.draw(Canvas(bitmap))
        return BooleanArray(SIDE * SIDE) { at -> Color.alpha(bitmap.getPixel(at % SIDE, at / SIDE)) > 127 }
    }

    private companion object {
        const val SIDE = 96
    }
}
