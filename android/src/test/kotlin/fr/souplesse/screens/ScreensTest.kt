package fr.souplesse.screens

import android.graphics.Rect
import android.view.View
import android.widget.Button
import android.widget.ImageButton
import android.widget.TextView
import fr.souplesse.look.OutcomeWord
import fr.souplesse.pictures.Contrast
import fr.souplesse.pictures.Drawing
import fr.souplesse.stage.Gallery
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.ParameterizedRobolectricTestRunner.Parameters
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** What must hold on every screen, whatever is on it. */
@RunWith(ParameterizedRobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class ScreensTest(
    private val picture: Gallery.Picture,
) {
    @Test
    fun `what can be tapped is large enough for a thumb`() {
        val small = picture.stage().tappable().filter { it.width < TOUCH || it.height < TOUCH }
        assertEquals(emptyList<String>(), small.map { "${it.javaClass.simpleName} ${it.width}×${it.height}" })
    }

    @Test
    fun `no text is cut, at twice its size too`() {
        for ((scale, held) in listOf(1f to STANDING, 2f to STANDING, 2f to LYING)) {
            RuntimeEnvironment.setQualifiers(held)
            RuntimeEnvironment.setFontScale(scale)
            val stage = picture.stage()
            val cut = stage.views().filterIsInstance<TextView>().filter { it.isShown && it.isCut() }
            assertEquals("at $scale, $held", emptyList<String>(), cut.map { it.text.toString() })
            stage.leave()
        }
    }

    @Test
    fun `text stands out from what is behind it`() {
        for (surroundings in listOf("notnight", "night")) {
            RuntimeEnvironment.setQualifiers("+$surroundings")
            val stage = picture.stage()
            stage.whiten()
            val drawing = Drawing.of(stage.root, behind = WHITE)
            val faint =
                stage.written().mapNotNull { text ->
                    val place = text.place().takeIf { it.height() == text.height } ?: return@mapNotNull null
                    val contrast = Contrast.of(drawing, place) ?: return@mapNotNull null
                    "${text.spoken()}: $contrast in $surroundings".takeIf { contrast < LEAST_CONTRAST }
                }
            assertEquals(emptyList<String>(), faint)
            stage.leave()
        }
    }

    @Test
    fun `the word of a verdict is large, hardly squeezed, and wholly to be seen`() {
        for (held in listOf(STANDING, LYING)) {
            RuntimeEnvironment.setQualifiers(held)
            val stage = picture.stage()
            val word = stage.views().filterIsInstance<OutcomeWord>().firstOrNull() ?: return
            assertTrue("${word.letterHeight} of ${stage.root.height}, $held", word.letterHeight >= 0.06 * stage.root.height)
            assertTrue("$held: ${word.squeeze}", word.squeeze in 0.8f..1f)
            assertEquals(held, word.height, word.place().height())
            stage.leave()
        }
    }

    private fun Stage.tappable() =
        views().filter { it.isShown && (it.hasOnClickListeners() || it is Button || it is ImageButton) && it.isReached() }

    private fun Stage.written() = views().filter { (it is TextView || it is OutcomeWord) && it.isShown && it.isReached() && it.isInSight() }

    /** Nothing else lies over it. */
    private fun View.isReached(): Boolean {
        var view: View? = this
        while (view != null) {
            if (view.importantForAccessibility == View.IMPORTANT_FOR_ACCESSIBILITY_NO_HIDE_DESCENDANTS) return false
            view = view.parent as? View
        }
        return true
    }

    private fun View.isInSight() = getGlobalVisibleRect(Rect())

    /** What a screen reader says of it, by its node of the accessibility tree. */
    private fun View.spoken(): String? {
        val node = createAccessibilityNodeInfo()
        return (node.contentDescription ?: node.text ?: node.hintText)?.toString()
    }

    private fun View.place() = Rect().also { getGlobalVisibleRect(it) }

    private fun TextView.isCut(): Boolean {
        val layout = layout ?: return false
        val room = height - paddingTop - paddingBottom
        return layout.height > room + 1 ||
            (0 until layout.lineCount).any { layout.getEllipsisCount(it) > 0 || layout.getLineMax(it) > layout.width + 1 }
    }

    private companion object {
        const val STANDING = "+w411dp-h891dp-port"
        const val LYING = "+w891dp-h411dp-land"
        const val TOUCH = 48
        const val LEAST_CONTRAST = 7.0
        const val WHITE = 0xFFFFFFFF.toInt()

        @JvmStatic
        @Parameters(name = "{0}")
        fun pictures() = Gallery.all + Gallery.moments
    }
}
