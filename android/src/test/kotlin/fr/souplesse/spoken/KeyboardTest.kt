package fr.souplesse.spoken

import android.view.FocusFinder
import android.view.View
import android.view.ViewGroup
import androidx.test.platform.app.InstrumentationRegistry
import fr.souplesse.stage.Gallery
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.ParameterizedRobolectricTestRunner.Parameters
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** Everything is done without a finger: by a keyboard's tabulator, by its arrows, and by switches, which go as those do. */
@RunWith(ParameterizedRobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class KeyboardTest(
    private val picture: Gallery.Picture,
) {
    @Test
    fun `the keyboard reaches everything that can be tapped, and nothing that is hidden`() {
        InstrumentationRegistry.getInstrumentation().setInTouchMode(false)
        val stage = picture.stage()
        val heard = stage.heard()
        val tapped = heard.filter { it.node.isClickable }.map { it.view }
        if (tapped.isEmpty()) return assertEquals("covered", picture.name)
        for ((keys, directions) in listOf("tabulator" to TABULATOR, "arrows" to ARROWS)) {
            val reached = stage.reached(tapped.first(), directions)
            assertEquals("by $keys", emptyList<Heard>(), (tapped - reached).map(::Heard))
            assertEquals("by $keys", emptyList<View>(), reached.filter { it.hasOnClickListeners() } - tapped.toSet())
        }
    }

    /** All to which the focus comes from [first]. */
    private fun Stage.reached(
        first: View,
        directions: List<Int>,
    ): Set<View> {
        val reached = linkedSetOf(first)
        val open = ArrayDeque(reached)
        while (open.isNotEmpty()) {
            val from = open.removeFirst()
            val next = directions.mapNotNull { FocusFinder.getInstance().findNextFocus(root as ViewGroup, from, it) }
            open += next.filter(reached::add)
        }
        return reached
    }

    private companion object {
        val TABULATOR = listOf(View.FOCUS_FORWARD)
        val ARROWS = listOf(View.FOCUS_UP, View.FOCUS_DOWN, View.FOCUS_LEFT, View.FOCUS_RIGHT)

        @JvmStatic
        @Parameters(name = "{0}")
        fun pictures() = Gallery.all + Gallery.moments
    }
}
