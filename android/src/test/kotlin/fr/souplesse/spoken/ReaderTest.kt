package fr.souplesse.spoken

import android.view.View
import android.widget.ScrollView
import fr.souplesse.stage.Gallery
import fr.souplesse.stage.StageApp
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.ParameterizedRobolectricTestRunner.Parameters
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode

/** What must hold of every screen as a screen reader gets it. */
@RunWith(ParameterizedRobolectricTestRunner::class)
@Config(sdk = [34], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
class ReaderTest(
    private val picture: Gallery.Picture,
) {
    @Test
    fun `a screen reader gets names, roles and an order, in French`() = assertEquals(emptyList<String>(), faults())

    @Test
    fun `a screen reader gets names, roles and an order, in English`() {
        RuntimeEnvironment.setQualifiers("+en")
        assertEquals(emptyList<String>(), faults())
    }

    private fun faults(): List<String> {
        val heard = picture.stage().heard()
        if (picture.name == "covered") return heard.map { "$it is to be heard" }
        return unsaid(heard) + alike(heard) + outOfOrder(heard) + misnamed(heard) + hollow(heard) + twice(heard)
    }

    /** Everything that can be tapped has a name, is something that is tapped, and can be come to. */
    private fun unsaid(heard: List<Heard>): List<String> {
        val tapped = heard.filter { it.node.isClickable }
        return tapped.filter { it.name.isBlank() }.map { "$it has no name" } +
            tapped.filter { it.role !in ROLES }.map { "$it has no role" } +
            tapped.filterNot { it.node.isEnabled && it.node.isFocusable }.map { "$it cannot be come to" }
    }

    private fun alike(heard: List<Heard>) =
        heard
            .filter { it.node.isClickable }
            .groupBy { it.name }
            .filterValues { it.size > 1 }
            .keys
            .map { "“$it” is the name of several" }

    private fun outOfOrder(heard: List<Heard>): List<String> {
        val written = heard.filter { it.name.isNotBlank() && it.view.accessibilityTraversalAfter == View.NO_ID }
        val wrong = written.zipWithNext().filterNot { (one, next) -> one.isBefore(next) }
        return wrong.map { (one, next) -> "$one is read before $next" } + listOf("nothing is to be heard").filter { written.isEmpty() }
    }

    /** A screen is called what its first heading says, if it has one. */
    private fun misnamed(heard: List<Heard>): List<String> {
        val panes = heard.mapNotNull { it.pane }
        val heading = heard.firstOrNull { it.isHeading }?.name
        val isRight =
            when {
                picture.name.startsWith("verdict") || picture.name == "portal" -> panes.isEmpty()
                heading == null -> panes.size == 1
                else -> panes == listOf(heading)
            }
        return listOf("$panes is headed by “$heading”").filterNot { isRight }
    }

    /** Only what holds others says nothing itself. */
    private fun hollow(heard: List<Heard>) =
        heard
            .filter { it.name.isBlank() && it.pane == null && it.role !in HOLDERS }
            .map { "$it says nothing" }

    private fun twice(heard: List<Heard>): List<String> {
        val said = heard.filter { it.name.isNotBlank() }
        return said
            .filter { inner ->
                said.any { outer -> inner.holders.any { it === outer.view } }
            }.map { "$it is said by what holds it, too" }
    }

    /** Above it, or on the same line to its left. What is scrolled stands where its page stands. */
    private fun Heard.isBefore(next: Heard): Boolean {
        val isOfOnePage = scrolled() === next.scrolled()
        val (one, other) = listOf(this, next).map { if (isOfOnePage) it.view else it.scrolled() ?: it.view }
        return one.bottom() < other.bottom() || one.left() < other.left()
    }

    private fun Heard.scrolled() = holders.filterIsInstance<ScrollView>().firstOrNull()

    private val Heard.holders get() = generateSequence(view.parent) { it.parent }

    private fun View.bottom() = IntArray(2).also(::getLocationInWindow)[1] + height

    private fun View.left() = IntArray(2).also(::getLocationInWindow)[0]

    private companion object {
        val ROLES = setOf("Button", "ImageButton", "CheckBox", "Switch", "EditText")
        val HOLDERS = setOf("ScrollView", "FrameLayout")

        @JvmStatic
        @Parameters(name = "{0}")
        fun pictures() = Gallery.all + Gallery.moments
    }
}
