package fr.souplesse.look

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.os.SystemClock
import android.view.View

/** A ring that runs out by itself, or shows how much there is of something. */
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
    private var share: () -> Float = { 1f }
    private var isRunning = false

    /** Shows [share] of the whole, 0 to 1. */
    fun show(share: Float) {
        this.share = { share }
        invalidate()
    }

    /** Runs out: [left] of [of] milliseconds are left now. */
    fun runOut(
        left: Long,
        of: Long,
    ) {
        val end = SystemClock.uptimeMillis() + left
        share = { ((end - SystemClock.uptimeMillis()).toFloat() / of).coerceIn(0f, 1f) }
        isRunning = true
        invalidate()
    }

    override fun onDraw(canvas: Canvas) {
        val inset = stroke / 2f
        paint.alpha = FAINT
        canvas.drawOval(inset, inset, width - inset, height - inset, paint)
        paint.alpha = FULL
        val drawn = share()
        canvas.drawArc(inset, inset, width - inset, height - inset, -90f, 360f * drawn, false, paint)
        if (isRunning && drawn > 0f) postInvalidateDelayed(BETWEEN_FRAMES)
    }

    private companion object {
        const val FAINT = 70
        const val FULL = 255
        const val BETWEEN_FRAMES = 50L
    }
}
