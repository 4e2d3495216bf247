package fr.souplesse.screens

import android.view.View
import android.view.ViewGroup
import android.widget.FrameLayout
import fr.souplesse.camera.CameraState
import fr.souplesse.core.Bar
import fr.souplesse.core.Event
import fr.souplesse.core.Tap
import fr.souplesse.desk.Manner
import fr.souplesse.desk.Speech
import fr.souplesse.look.FILL
import fr.souplesse.look.Kit
import fr.souplesse.look.Reticle
import fr.souplesse.words.Words

/** What only the platform can do, by a person's wish. */
interface Errands {
    fun chooseFile()

    fun askForCamera()

    fun retryCamera()

    fun zoom()

    fun listenToHandScanner(isOn: Boolean)

    fun speak(speech: Speech)

    /** A point of the screen, in its pixels. */
    fun focusAt(
        x: Float,
        y: Float,
    )
}

/** What lies over a screen for a moment. Neither screen readers nor the keyboard reach what is below it. */
class Sheet(
    private val layer: FrameLayout,
    private val below: ViewGroup,
) {
    val isOpen get() = layer.childCount > 0

    fun open(view: View) {
        layer.removeAllViews()
        layer.addView(view, FrameLayout.LayoutParams(FILL, FILL))
        below.importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO_HIDE_DESCENDANTS
        below.descendantFocusability = ViewGroup.FOCUS_BLOCK_DESCENDANTS
        view.requestFocus()
    }

    fun close() {
        layer.removeAllViews()
        below.importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_AUTO
        below.descendantFocusability = ViewGroup.FOCUS_BEFORE_DESCENDANTS
    }
}

/** What a screen is drawn with, and to whom its taps go. */
class Scene(
    val kit: Kit,
    val words: Words,
    val bar: Bar,
    val torch: Boolean,
    val camera: CameraState,
    val manner: Manner,
    val sheet: Sheet,
    val errands: Errands,
    val send: (Event) -> Unit,
) {
    fun tap(tap: Tap) = send(Event.Tap(tap))
}

/** A screen that is drawn. */
class Page(
    val view: View,
    /** The colour of its edges, behind the system's bars. */
    val edge: Int,
    /** What a screen reader calls it; nothing where it speaks for itself. */
    val name: String? = null,
    /** What a screen reader reads first. */
    val first: View? = null,
    /** The window in which a code is held, where the camera is looked through. */
    val reticle: Reticle? = null,
    /** The name of the part that is to be seen, and where attention goes whose place is gone. */
    val current: String? = null,
    /** What of it is drawn piece by piece. */
    val columns: List<Parts> = emptyList(),
) {
    /** Says what [next] would, piece by piece. Whether that could be done. */
    fun become(next: Page): Boolean {
        if (columns.isEmpty() || columns.size != next.columns.size) return false
        columns.zip(next.columns).forEach { (column, wanted) -> column.become(wanted) }
        return true
    }

    /** The same views, with what is to be seen of [next]. */
    fun of(next: Page) = Page(view, next.edge, name, first, reticle, next.current, columns)

    fun part(name: String?) = name?.let { columns.firstNotNullOfOrNull { column -> column.of(it) } }
}
