package fr.souplesse.look

import android.content.Context
import android.view.View
import android.view.ViewGroup

/** Puts its children beside each other, and goes on in the next line where there is no more room. */
class Flow(
    context: Context,
    private val gap: Int,
) : ViewGroup(context) {
    override fun onMeasure(
        widthSpec: Int,
        heightSpec: Int,
    ) {
        val width = MeasureSpec.getSize(widthSpec)
        val child = MeasureSpec.makeMeasureSpec(width, MeasureSpec.AT_MOST)
        val free = MeasureSpec.makeMeasureSpec(0, MeasureSpec.UNSPECIFIED)
        children().forEach { it.measure(child, free) }
        setMeasuredDimension(width, place(width) { _, _, _ -> })
    }

    override fun onLayout(
        changed: Boolean,
        left: Int,
        top: Int,
        right: Int,
        bottom: Int,
    ) {
        place(right - left) { child, x, y -> child.layout(x, y, x + child.measuredWidth, y + child.measuredHeight) }
    }

    /** Says where each child goes, and gives the height of all. */
    private fun place(
        width: Int,
        put: (View, Int, Int) -> Unit,
    ): Int {
        var x = 0
        var y = 0
        var lineHeight = 0
        for (child in children()) {
            if (x > 0 && x + child.measuredWidth > width) {
                x = 0
                y += lineHeight + gap
                lineHeight = 0
            }
            put(child, x, y)
            x += child.measuredWidth + gap
            lineHeight = maxOf(lineHeight, child.measuredHeight)
        }
        return y + lineHeight
    }

    private fun children() = (0 until childCount).map(::getChildAt)
}
