package fr.souplesse.look

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.os.SystemClock
import android.view.View

/** A bar that drains by itself: how long something stays. */
class Drain(
    context: Context,
    tint: Int,
    left: Long,
    private val of: Long,
) : View(context) {
    private val paint = Paint(Paint.ANTI_ALIAS_FLAG).apply { color = tint }
    private val end = SystemClock.uptimeMillis() + left

    init {
        importantForAccessibility = IMPORTANT_FOR_ACCESSIBILITY_NO
    }

    /** From 1 to 0. */
    val share get() = ((end - SystemClock.uptimeMillis()).toFloat() / of).coerceIn(0f, 1f)

    override fun onDraw(canvas: Canvas) {
        val (across, round) = width.toFloat() to height / 2f
        paint.alpha = FAINT
        canvas.drawRoundRect(0f, 0f, across, height.toFloat(), round, round, paint)
        paint.alpha = FULL
        val drawn = share
        canvas.drawRoundRect(0f, 0f, across * drawn, height.toFloat(), round, round, paint)
        if (drawn > 0f) postInvalidateDelayed(BETWEEN_FRAMES)
    }

    private companion object {
        const val FAINT = 70
        const val FULL = 255
        const val BETWEEN_FRAMES = 50L
    }
}
