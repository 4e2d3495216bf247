package fr.souplesse.look

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.Rect
import android.graphics.Typeface
import android.view.View
import android.view.accessibility.AccessibilityNodeInfo
import android.widget.TextView

/**
 * The word of a verdict, as large as it fits: legible at two metres. A single word stands on one line, several on two. The
 * first lines of [all] words share one baseline, so that the eye finds them at one place. It does not grow with the system's
 * text.
 */
class OutcomeWord(
    context: Context,
    word: String,
    all: List<String>,
    ink: Int,
    private val screenHeight: Int,
    private val isWide: Boolean,
) : View(context) {
    private val shown = lines(word)
    private val every = all.map(::lines)
    private val paint =
        Paint(Paint.ANTI_ALIAS_FLAG).apply {
            color = ink
            typeface = Typeface.create("sans-serif-condensed", Typeface.BOLD)
            textAlign = Paint.Align.LEFT
        }
    private val bounds = Rect()
    private var firstBaseline = 0

    /** The height of the capitals of a line, in pixels, as it was last measured. */
    var letterHeight = 0
        private set

    /** How wide the letters are beside what they are by themselves. */
    val squeeze get() = paint.textScaleX

    override fun getBaseline() = firstBaseline

    override fun onMeasure(
        widthSpec: Int,
        heightSpec: Int,
    ) {
        val width = MeasureSpec.getSize(widthSpec)
        val isBounded = MeasureSpec.getMode(heightSpec) != MeasureSpec.UNSPECIFIED
        val room = if (isBounded) MeasureSpec.getSize(heightSpec) else Int.MAX_VALUE
        firstBaseline = every.maxOf { lines -> accents(lines, fit(lines, width, room)) + letterHeight }
        val highest = every.maxOf { lines -> firstBaseline + below(lines, fit(lines, width, room)) }
        letterHeight = fit(shown, width, room)
        val height = if (isWide) highest else firstBaseline + below(shown, letterHeight)
        setMeasuredDimension(width, height)
    }

    override fun onDraw(canvas: Canvas) {
        var baseline = firstBaseline
        for (line in shown) {
            canvas.drawText(line, (width - paint.measureText(line)) / 2, baseline.toFloat(), paint)
            baseline += step(letterHeight)
        }
    }

    override fun onInitializeAccessibilityNodeInfo(info: AccessibilityNodeInfo) {
        super.onInitializeAccessibilityNodeInfo(info)
        info.className = TextView::class.java.name
    }

    /**
     * As large as the width allows; letters that would be small are squeezed a little for it, and those that would be huge on a
     * wide screen are not. Gives the height of capitals.
     */
    private fun fit(
        lines: List<String>,
        width: Int,
        height: Int,
    ): Int {
        paint.textScaleX = 1f
        size(MEASURED)
        val natural = MEASURED * width * ROUNDING / lines.maxOf { paint.measureText(it) }
        val perHeight = MEASURED / letterHeight
        val least = screenHeight * LEAST * perHeight
        val most = minOf(screenHeight * (if (isWide) MOST_OF_WIDE else MOST), height / HEIGHTS) * perHeight
        paint.textScaleX = (natural / least).coerceIn(NARROWEST, 1f)
        size(minOf(natural / paint.textScaleX, most))
        return letterHeight
    }

    private fun size(size: Float) {
        paint.textSize = size
        paint.getTextBounds("H", 0, 1, bounds)
        letterHeight = bounds.height()
    }

    private fun accents(
        lines: List<String>,
        letter: Int,
    ) = if (lines.first().any { it in "ÈÉÊÀ" }) letter / 3 else 0

    private fun below(
        lines: List<String>,
        letter: Int,
    ) = step(letter) * (lines.size - 1)

    /** From baseline to baseline. */
    private fun step(letter: Int) = letter * 5 / 4

    private companion object {
        const val LEAST = 0.075f
        const val MOST = 0.13f
        const val MOST_OF_WIDE = 0.19f

        /** Of capitals, that two lines and an accent take. */
        const val HEIGHTS = 2.6f
        const val NARROWEST = 0.8f
        const val ROUNDING = 0.98f
        const val MEASURED = 1000f
        const val DASH = "–"

        /** On two lines, as even as they can be; no article ends one. A dash is the end of a line and is not drawn. */
        fun lines(word: String): List<String> {
            val parts = word.split(' ', '\u00a0')
            if (DASH in parts) return word.split(DASH).map { it.trim() }
            val breaks = (parts.size - 1 downTo 1).filter { parts[it - 1].length > 1 }
            val halves = breaks.map { at -> listOf(parts.take(at), parts.drop(at)).map { it.joinToString(" ") } }
            return halves.minByOrNull { half -> half.maxOf { it.length } } ?: parts
        }
    }
}
