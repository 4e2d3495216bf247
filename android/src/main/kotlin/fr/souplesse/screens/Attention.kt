package fr.souplesse.screens

import android.view.View
import android.view.ViewGroup
import android.view.accessibility.AccessibilityNodeInfo
import android.widget.ScrollView
import android.widget.TextView

/** Where the keyboard, the screen reader and the finger are on a page, told by what stays when it is drawn anew. */
internal class Attention private constructor(
    private val keyboard: Spot?,
    private val reader: Spot?,
    private val scrolled: List<Int>,
) {
    /** What something says, and where it stands should it say something else now. */
    private class Spot(
        val view: View,
        val says: String?,
        val path: List<Int>,
    )

    /** Goes back to where they were. What is gone is taken up by [heir], by its first words; else by what stands in its place. */
    fun returnTo(
        page: ViewGroup,
        heir: View?,
    ) {
        keyboard?.goneFrom(page)?.let { spot -> (spot.sameIn(page) ?: heir ?: spot.placeIn(page))?.requestFocus() }
        reader?.goneFrom(page)?.let { spot ->
            val next = spot.sameIn(page) ?: heir?.firstWords() ?: spot.placeIn(page)
            next?.post { next.performAccessibilityAction(AccessibilityNodeInfo.ACTION_ACCESSIBILITY_FOCUS, null) }
        }
        page.below().filterIsInstance<ScrollView>().zip(scrolled).forEach { (view, y) ->
            if (view.scrollY != y) view.post { view.scrollTo(0, y) }
        }
    }

    private fun Spot.goneFrom(page: View) = takeUnless { spot -> generateSequence(spot.view) { it.parent as? View }.any { it === page } }

    private fun Spot.sameIn(page: ViewGroup) = alikeIn(page).find { says != null && it.says() == says }

    private fun Spot.placeIn(page: ViewGroup) = alikeIn(page).find { it.pathIn(page) == path }

    private fun Spot.alikeIn(page: ViewGroup) = page.below().filter { it.javaClass == view.javaClass }

    private fun View.firstWords() = (this as? ViewGroup)?.below()?.firstOrNull { it is TextView } ?: this

    companion object {
        fun on(page: ViewGroup) =
            Attention(
                page.findFocus()?.spotIn(page),
                page.below().find { it.isAccessibilityFocused }?.spotIn(page),
                page.below().filterIsInstance<ScrollView>().map { it.scrollY },
            )

        private fun View.spotIn(page: View) = Spot(this, says(), pathIn(page))

        private fun View.says() = (contentDescription ?: (this as? TextView)?.text)?.toString()

        private fun View.pathIn(page: View): List<Int> {
            val holder = parent as? ViewGroup
            return if (this === page || holder == null) emptyList() else holder.pathIn(page) + holder.indexOfChild(this)
        }

        private fun ViewGroup.below(): List<View> =
            (0 until childCount).map(::getChildAt).flatMap { listOf(it) + ((it as? ViewGroup)?.below().orEmpty()) }
    }
}
