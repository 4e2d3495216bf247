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
 * The word of a verdict, as large as it fits: legible at two metres. A single word fills an eighth of the screen's height, in
 * narrower letters where it is long; several words stand on two lines. It does not grow with the system's text.
 */
class OutcomeWord(
    context: Context,
    word: String,
    ink: Int,
    private val screenHeight: Int,
    isWide: Boolean,
) : View(context) {
    private val lines = lines(word)

    /** A screen that lies is less high than it is wide. */
    private val growth = if (isWide) 1.5f else 1f
    private val paint =
        Paint(Paint.ANTI_ALIAS_FLAG).apply {
            color = ink
            typeface = Typeface.create("sans-serif-condensed", Typeface.BOLD)
            textAlign = Paint.Align.LEFT
        }
    private val ink = Rect()

    /** The height of the capitals of a line, in pixels, as it was last measured. */
    var letterHeight = 0
        private set

    override fun onMeasure(
        widthSpec: Int,
        heightSpec: Int,
    ) {
        val width = MeasureSpec.getSize(widthSpec)
        val isBounded = MeasureSpec.getMode(heightSpec) != MeasureSpec.UNSPECIFIED
        fit(width, if (isBounded) MeasureSpec.getSize(heightSpec) else Int.MAX_VALUE)
        setMeasuredDimension(width, wholeHeight())
    }

    override fun onDraw(canvas: Canvas) {
        var top = 0
        for (line in lines) {
            val baseline = top + accents(line) + letterHeight
            canvas.drawText(line, (width - paint.measureText(line)) / 2, baseline.toFloat(), paint)
            top += lineHeight(line)
        }
    }

    override fun onInitializeAccessibilityNodeInfo(info: AccessibilityNodeInfo) {
        super.onInitializeAccessibilityNodeInfo(info)
        info.className = TextView::class.java.name
    }

    /** First the height that is wanted and is there, then narrower letters down to [NARROWEST], then smaller ones. */
    private fun fit(
        width: Int,
        height: Int,
    ) {
        paint.textScaleX = 1f
        size(MEASURED)
        size(MEASURED * screenHeight * growth * (if (lines.size == 1) ONE_LINE else TWO_LINES) / letterHeight)
        while (wholeHeight() > height && letterHeight > 1) size(paint.textSize * STEP)
        if (widest() > width) paint.textScaleX = maxOf(NARROWEST, width / widest())
        if (widest() > width * ROUNDING) size(paint.textSize * width / widest())
    }

    private fun size(size: Float) {
        paint.textSize = size
        paint.getTextBounds("H", 0, 1, ink)
        letterHeight = ink.height()
    }

    private fun widest() = lines.maxOf { paint.measureText(it) }

    private fun wholeHeight() = lines.sumOf { lineHeight(it) } - gap()

    private fun accents(line: String) = if (line.any { it in "ÈÉÊÀ" }) letterHeight / 3 else 0

    private fun gap() = letterHeight / 4

    private fun lineHeight(line: String) = accents(line) + letterHeight + gap()

    private companion object {
        const val ONE_LINE = 0.123f
        const val TWO_LINES = 0.1f
        const val NARROWEST = 0.44f
        const val ROUNDING = 1.01f
        const val STEP = 0.99f
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
