package fr.souplesse.look

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.view.View

/** Four corners in the middle of the camera's picture, where a code is held. */
class Reticle(
    context: Context,
    tint: Int,
) : View(context) {
    private val density = resources.displayMetrics.density
    private val light = brush(tint, 4)

    /** So that the corners are seen on white paper too. */
    private val dark = brush(0x99000000.toInt(), 8)

    override fun onDraw(canvas: Canvas) {
        val side = minOf(width, height) * SHARE
        if (side < LEAST * density) return
        val (left, top) = (width - side) / 2 to (height - side) / 2
        for (brush in listOf(dark, light)) {
            corner(canvas, left, top, 1, 1, brush)
            corner(canvas, left + side, top, -1, 1, brush)
            corner(canvas, left, top + side, 1, -1, brush)
            corner(canvas, left + side, top + side, -1, -1, brush)
        }
    }

    private fun corner(
        canvas: Canvas,
        x: Float,
        y: Float,
        right: Int,
        down: Int,
        brush: Paint,
    ) {
        val arm = ARM * density
        canvas.drawLine(x, y, x + right * arm, y, brush)
        canvas.drawLine(x, y, x, y + down * arm, brush)
    }

    private fun brush(
        tint: Int,
        width: Int,
    ) = Paint(Paint.ANTI_ALIAS_FLAG).apply {
        color = tint
        strokeWidth = width * density
        strokeCap = Paint.Cap.ROUND
    }

    private companion object {
        const val SHARE = 0.8f
        const val LEAST = 96
        const val ARM = 40
    }
}
