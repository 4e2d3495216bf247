package fr.souplesse.look

import android.animation.ObjectAnimator
import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.view.View
import android.view.animation.LinearInterpolator

/** A ring that runs out, or one that fills. */
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
    private var running: ObjectAnimator? = null

    /** How much of it is drawn, 0 to 1. */
    var share = 1f
        set(value) {
            field = value
            invalidate()
        }

    /** Runs out within [millis], beginning at [from]. */
    fun runOut(
        from: Float,
        millis: Long,
    ) {
        running?.cancel()
        share = from
        running =
            ObjectAnimator.ofFloat(this, "share", from, 0f).apply {
                duration = millis
                interpolator = LinearInterpolator()
                start()
            }
    }

    override fun onDetachedFromWindow() {
        super.onDetachedFromWindow()
        running?.cancel()
        running = null
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
