package fr.souplesse.look

import android.graphics.Canvas
import android.graphics.Color
import android.graphics.Insets
import android.graphics.Rect
import android.os.Build
import android.view.DisplayCutout
import android.view.View
import android.view.WindowInsets
import android.view.WindowManager
import android.widget.TextView
import fr.souplesse.R
import fr.souplesse.core.Tap
import fr.souplesse.pictures.Drawing
import fr.souplesse.stage.Gallery
import fr.souplesse.stage.Samples
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Android 15 draws every app from edge to edge, behind its bars and around the camera's notch. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [35], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class EdgesTest {
    @Test
    fun `nothing to read or to tap lies under the bars or the notch`() {
        val standing = Rect(0, 48, 0, 40)
        for (picture in Gallery.all) {
            val stage = picture.stage().inset(standing, notch = Rect(0, 56, 0, 0))
            assertEquals(picture.name, emptyList<String>(), stage.outside(Rect(0, 56, 411, 891 - 40)))
            stage.leave()
        }
    }

    @Test
    fun `nor where the screen lies, with the notch at one side and the bar at the other`() {
        RuntimeEnvironment.setQualifiers("+w891dp-h411dp-land")
        for (picture in Gallery.verdicts + Gallery.others.filter { it.name in listOf("scan", "menu", "collecting", "about") }) {
            val stage = picture.stage().inset(Rect(0, 24, 48, 0), notch = Rect(60, 0, 0, 0))
            assertEquals(picture.name, emptyList<String>(), stage.outside(Rect(60, 24, 891 - 48, 411)))
            stage.leave()
        }
    }

    @Test
    fun `the keyboard covers no field`() {
        val stage = Stage().tap(Tap.Register).inset(Rect(0, 48, 0, 400), notch = Rect())
        val field = stage.views().filterIsInstance<android.widget.EditText>().single()
        assertTrue(field.bottom() <= 891 - 400)
        assertTrue(stage.find("Exporter en CSV")!!.bottom() <= 891 - 400)
    }

    @Test
    fun `the page goes on behind the bars, and their signs stand out from it`() {
        val looks =
            mapOf(
                "about" to (R.color.page to false),
                "verdict-valid" to (R.color.valid to true),
                "verdict-refused" to (R.color.refused to false),
                "no-camera" to (R.color.camera to false),
            )
        for ((name, look) in looks) {
            val stage =
                Gallery.all
                    .single { it.name == name }
                    .stage()
                    .inset(Rect(0, 48, 0, 40), notch = Rect())
            val drawing = Drawing.of(stage.root)
            for (y in listOf(4, 891 - 4)) assertEquals(name, Kit(stage.activity).color(look.first), drawing.pixels[y * drawing.width + 200])
            assertEquals(name, look.second, stage.hasDarkSigns())
            stage.leave()
        }
    }

    @Test
    @Config(sdk = [23, 28])
    @GraphicsMode(GraphicsMode.Mode.LEGACY)
    fun `where the signs of the keys are always light, the bar behind them is dark`() {
        val edges = Edges(RuntimeEnvironment.getApplication()).apply { edge = Color.WHITE }
        val drawn = shadowOf(Canvas().also(edges::draw))
        val colours = List(drawn.rectPaintHistoryCount) { drawn.getDrawnRect(it).paint.color }
        val behindKeys = if (Build.VERSION.SDK_INT < 26) Color.BLACK else Color.WHITE
        assertEquals(listOf(Color.WHITE, behindKeys, behindKeys, behindKeys), colours)
    }

    @Test
    fun `the camera's picture goes around the notch`() {
        val mode =
            Stage()
                .activity.window.attributes.layoutInDisplayCutoutMode
        assertEquals(WindowManager.LayoutParams.LAYOUT_IN_DISPLAY_CUTOUT_MODE_ALWAYS, mode)
    }

    @Test
    fun `a verdict stays in the same window when the device is turned`() {
        val stage = Stage().show(Samples.code("01"))
        val window = stage.activity
        RuntimeEnvironment.setQualifiers("+w891dp-h411dp-land")
        stage.controller.configurationChange()
        stage.settle()
        assertTrue(window === stage.activity && "FONTAINE" in stage.said())
        val word = stage.views().filterIsInstance<OutcomeWord>().single()
        assertTrue(Rect().also(word::getGlobalVisibleRect).height() == word.height && stage.root.width == 891)
    }

    /** As the system tells where its bars and its keyboard are. */
    private fun Stage.inset(
        bars: Rect,
        notch: Rect,
    ): Stage {
        val cutout = DisplayCutout(Insets.of(notch), null, null, null, null)
        val insets =
            WindowInsets
                .Builder()
                .setInsets(WindowInsets.Type.systemBars(), Insets.of(bars))
                .setDisplayCutout(cutout)
                .build()
        root.dispatchApplyWindowInsets(insets)
        settle()
        root.measure(exactly(root.width), exactly(root.height))
        root.layout(0, 0, root.width, root.height)
        return settle()
    }

    private fun exactly(size: Int) = View.MeasureSpec.makeMeasureSpec(size, View.MeasureSpec.EXACTLY)

    /** What is to be seen and is not wholly within. */
    private fun Stage.outside(within: Rect) =
        views()
            .filter { (it is TextView || it is OutcomeWord || it.hasOnClickListeners()) && it.isShown && it.isFocusableOrText() }
            .mapNotNull { view -> Rect().takeIf(view::getGlobalVisibleRect)?.let { view to it } }
            .filter { (_, place) -> !within.contains(place) }
            .map { (view, place) -> "$view at $place" }

    /** The cover of the menu goes to the edges, too. */
    private fun View.isFocusableOrText() = this is TextView || this is OutcomeWord || isFocusable

    private fun View.bottom() = Rect().also(::getGlobalVisibleRect).bottom

    @Suppress("DEPRECATION")
    private fun Stage.hasDarkSigns() =
        views().filterIsInstance<Edges>().single().systemUiVisibility and View.SYSTEM_UI_FLAG_LIGHT_STATUS_BAR != 0
}
