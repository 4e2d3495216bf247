package fr.souplesse.spoken

import android.os.Build
import android.view.View
import android.view.ViewGroup
import android.view.accessibility.AccessibilityNodeInfo
import fr.souplesse.stage.Stage

/** A view as a screen reader gets it. */
class Heard(
    val view: View,
) {
    val node: AccessibilityNodeInfo = view.createAccessibilityNodeInfo()
    val name = (node.contentDescription ?: node.text ?: hint())?.toString().orEmpty()
    val role = node.className.toString().substringAfterLast('.')
    val isHeading get() = node.isHeading
    val pane = view.accessibilityPaneTitle?.toString()

    override fun toString() = "$role “$name”"

    private fun hint() = if (Build.VERSION.SDK_INT >= 26) node.hintText else null
}

/** All that a screen reader gets of the window, in the order in which it goes. */
fun Stage.heard(): List<Heard> = inOrder(below(root)).map(::Heard)

/** Those that say something. */
fun Stage.spoken() = heard().filter { it.name.isNotBlank() }

/** The tree that the framework makes of it: by place, without what is not important. */
private fun below(view: View): List<View> {
    check(view.accessibilityNodeProvider == null) { "$view has nodes of its own, which are not walked here" }
    if (view !is ViewGroup) return emptyList()
    val children = ArrayList<View>().also(view::addChildrenForAccessibility)
    return children.flatMap { listOf(it) + below(it) }
}

/** What asks to be read after something else is moved there, as screen readers do. */
private fun inOrder(views: List<View>): List<View> {
    check(views.all { it.accessibilityTraversalBefore == View.NO_ID }) { "what is to be read before something is not moved here" }
    return views.filter { it.accessibilityTraversalAfter != View.NO_ID }.fold(views) { order, late ->
        val before = order.single { it.id == late.accessibilityTraversalAfter }
        val rest = order - late
        val at = rest.indexOf(before) + 1
        rest.take(at) + late + rest.drop(at)
    }
}
