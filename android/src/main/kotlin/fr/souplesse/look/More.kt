package fr.souplesse.look

import android.graphics.Canvas
import android.graphics.Paint
import android.view.View
import android.widget.ScrollView

/** A sign below a page that there is more of it to scroll to; none at its end. */
class More(
    private val page: ScrollView,
    tint: Int,
) : View(page.context) {
    private val density = resources.displayMetrics.density
    private val paint =
        Paint(Paint.ANTI_ALIAS_FLAG).apply {
            color = tint
            style = Paint.Style.STROKE
            strokeWidth = 3 * density
            strokeCap = Paint.Cap.ROUND
        }

    init {
        importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
        page.setOnScrollChangeListener { _, _, _, _, _ -> invalidate() }
        page.addOnLayoutChangeListener { _, _, _, _, _, _, _, _, _ -> invalidate() }
    }

    val isShowing get() = page.canScrollVertically(1)

    override fun onMeasure(
        widthSpec: Int,
        heightSpec: Int,
    ) = setMeasuredDimension(MeasureSpec.getSize(widthSpec), (HEIGHT * density).toInt())

    override fun onDraw(canvas: Canvas) {
        if (!isShowing) return
        val (middle, arm, top) = Triple(width / 2f, ARM * density, height / 4f)
        canvas.drawLine(middle - arm, top, middle, top + arm * SLOPE, paint)
        canvas.drawLine(middle, top + arm * SLOPE, middle + arm, top, paint)
    }

    private companion object {
        const val HEIGHT = 20
        const val ARM = 14
        const val SLOPE = 0.6f
    }
}
