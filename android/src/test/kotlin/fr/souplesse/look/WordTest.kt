package fr.souplesse.look

import android.app.Application
import android.view.View
import fr.souplesse.screens.VerdictLook
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** The words of verdicts, on phones of all widths and on tablets. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [34], application = Application::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class WordTest {
    @Test
    fun `the first lines of all words share one baseline`() {
        everywhere { place, words -> assertEquals(place, 1, words.map { it.baseline }.toSet().size) }
    }

    @Test
    fun `no word is squeezed below four fifths, and none is wider than its room`() {
        everywhere { place, words -> assertTrue(place, words.all { it.squeeze in 0.8f..1f && it.measuredWidth > 0 }) }
    }

    @Test
    fun `a word takes the largest size that its room allows`() {
        RuntimeEnvironment.setQualifiers("fr-w411dp-h891dp-port-mdpi")
        val small = words(300, 891, false).map { it.letterHeight }
        val large = words(380, 891, false).map { it.letterHeight }
        assertTrue("$small, $large", small.zip(large).all { (one, other) -> other > one })
    }

    private fun everywhere(check: (String, List<OutcomeWord>) -> Unit) {
        for (language in listOf("fr", "en")) {
            RuntimeEnvironment.setQualifiers(language)
            for ((width, height, isWide) in PLACES) check("$language, $width × $height", words(width, height, isWide))
        }
    }

    private fun words(
        width: Int,
        height: Int,
        isWide: Boolean,
    ): List<OutcomeWord> {
        val context = RuntimeEnvironment.getApplication()
        val all = VerdictLook.entries.map { context.getString(it.word) }
        return all.map { word ->
            OutcomeWord(context, word, all, -1, height, isWide).apply {
                measure(View.MeasureSpec.makeMeasureSpec(width, View.MeasureSpec.EXACTLY), View.MeasureSpec.UNSPECIFIED)
            }
        }
    }

    private companion object {
        val PLACES =
            listOf(
                Triple(288, 568, false),
                Triple(379, 891, false),
                Triple(381, 411, true),
                Triple(576, 800, true),
                Triple(768, 1280, false),
            )
    }
}
