package fr.souplesse.look

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.view.View

/** A ring that shows how much there is of something. */
class Ring(
    context: Context,
    private val stroke: Int,
    tint: Int,
) : View(context) {
    private val paint =
        Paint(Paint.ANTI_ALIAS_FLAG).apply {
            style = Paint.Style.STROKE
            strokeWidth = stroke.toFloat()
            strokeCap = Paint.Cap.ROUND
            color = tint
        }
    private var share = 1f

    /** Shows [share] of the whole, 0 to 1. */
    fun show(share: Float) {
        this.share = share
        invalidate()
    }

    override fun onDraw(canvas: Canvas) {
        val inset = stroke / 2f
        paint.alpha = FAINT
        canvas.drawOval(inset, inset, width - inset, height - inset, paint)
        paint.alpha = FULL
        canvas.drawArc(inset, inset, width - inset, height - inset, -90f, 360f * share, false, paint)
    }

    private companion object {
        const val FAINT = 70
        const val FULL = 255
    }
}
