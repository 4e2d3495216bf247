package fr.souplesse.look

import android.animation.ValueAnimator
import android.content.Context
import android.graphics.Canvas
import android.graphics.CornerPathEffect
import android.graphics.Paint
import android.graphics.Path
import android.graphics.PointF
import android.graphics.RectF
import android.view.View
import kotlin.math.hypot

/**
 * The window in which a code is held, in the middle of [place], and brackets at its corners. Around it the camera's picture is
 * dimmed. The brackets snap to a code that is found, and back once there is none.
 */
class Reticle(
    context: Context,
    private val place: View,
    dim: Int,
    private val tint: Int,
    private val found: Int,
) : View(context) {
    private val density = resources.displayMetrics.density
    private val dimmed = Paint().apply { color = dim }
    private val light = brush(tint, 5)

    /** So that the brackets are seen on white paper too. */
    private val dark = brush(0x99000000.toInt(), 9)
    private val window = RectF()
    private val outside = Path()
    private val bracket = Path()

    /** Where the brackets are, clockwise from the upper left. */
    var corners: List<PointF> = emptyList()
        private set

    init {
        place.addOnLayoutChangeListener { _, _, _, _, _, _, _, _, _ -> aim() }
    }

    /** Draws the brackets around a code, whose corners are told in the screen's pixels, clockwise; around the window without any. */
    fun snap(onScreen: List<PointF>) {
        if (onScreen.isEmpty()) return release()
        val at = IntArray(2).also(::getLocationOnScreen)
        val code = onScreen.map { PointF(it.x - at[0], it.y - at[1]) }
        light.color = found
        val from = corners
        if (from.size != code.size || !context.hasMotion()) return put(code)
        ValueAnimator.ofFloat(0f, 1f).setDuration(MOTION_MILLIS).apply {
            addUpdateListener { put(from.zip(code) { start, end -> between(start, end, it.animatedFraction) }) }
            start()
        }
    }

    private fun release() {
        if (light.color == tint) return
        light.color = tint
        put(ofWindow())
    }

    override fun onDraw(canvas: Canvas) {
        aim()
        canvas.drawPath(outside, dimmed)
        if (corners.isEmpty()) return
        for (brush in listOf(dark, light)) corners.indices.forEach { bracket(canvas, it, brush) }
    }

    /** The place is laid out by another, and may have moved since. */
    private fun aim() {
        val at = IntArray(2).also(::getLocationInWindow)
        val its = IntArray(2).also(place::getLocationInWindow)
        val side = minOf(place.width, place.height) * SHARE
        val (x, y) = its[0] - at[0] + place.width / 2f to its[1] - at[1] + place.height / 2f
        val aimed = RectF(x - side / 2, y - side / 2, x + side / 2, y + side / 2)
        if (aimed == window && !outside.isEmpty) return
        window.set(aimed)
        outside.reset()
        outside.fillType = Path.FillType.EVEN_ODD
        outside.addRect(0f, 0f, width.toFloat(), height.toFloat(), Path.Direction.CW)
        if (side < LEAST * density) return
        outside.addRoundRect(window, ROUND * density, ROUND * density, Path.Direction.CW)
        corners = ofWindow()
    }

    private fun ofWindow() = with(window) { listOf(PointF(left, top), PointF(right, top), PointF(right, bottom), PointF(left, bottom)) }

    /** From one side round the corner to the other. */
    private fun bracket(
        canvas: Canvas,
        number: Int,
        brush: Paint,
    ) {
        val corner = corners[number]
        val (before, after) = corners[(number + 3) % 4] to corners[(number + 1) % 4]
        val (start, end) = towards(corner, before) to towards(corner, after)
        bracket.rewind()
        bracket.moveTo(start.x, start.y)
        bracket.lineTo(corner.x, corner.y)
        bracket.lineTo(end.x, end.y)
        canvas.drawPath(bracket, brush)
    }

    private fun towards(
        from: PointF,
        to: PointF,
    ): PointF {
        val length = hypot(to.x - from.x, to.y - from.y)
        return if (length == 0f) from else between(from, to, minOf(ARM * density / length, MOST))
    }

    private fun between(
        from: PointF,
        to: PointF,
        share: Float,
    ) = PointF(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share)

    private fun put(at: List<PointF>) {
        corners = at
        invalidate()
    }

    private fun brush(
        tint: Int,
        width: Int,
    ) = Paint(Paint.ANTI_ALIAS_FLAG).apply {
        color = tint
        style = Paint.Style.STROKE
        strokeWidth = width * density
        strokeCap = Paint.Cap.ROUND
        pathEffect = CornerPathEffect(ROUND * density)
    }

    private companion object {
        const val SHARE = 0.84f
        const val LEAST = 96
        const val ROUND = 24
        const val ARM = 56

        /** Of a side, that an arm takes. */
        const val MOST = 0.4f
    }
}
