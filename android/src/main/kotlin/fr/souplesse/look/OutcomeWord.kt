package fr.souplesse.look

import android.content.Context
import android.graphics.Canvas
import android.graphics.Paint
import android.graphics.Rect
import android.graphics.Typeface
import android.view.View
import android.view.accessibility.AccessibilityNodeInfo

/**
 * The word of a verdict, as large as it fits: legible at two metres. A single word fills an eighth of the screen's height, in
 * narrower letters where it is long; several words stand below each other. It does not grow with the system's text.
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
        fit(width)
        setMeasuredDimension(width, resolveSize(lines.sumOf { lineHeight(it) } - gap(), heightSpec))
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
        info.className = "android.widget.TextView"
    }

    /** First the height that is wanted, then narrower letters down to [NARROWEST], then smaller ones. */
    private fun fit(width: Int) {
        paint.textScaleX = 1f
        paint.textSize = MEASURED
        paint.getTextBounds("H", 0, 1, ink)
        val share = if (lines.size == 1) ONE_LINE else SEVERAL_LINES / lines.size
        paint.textSize = MEASURED * screenHeight * share * growth / ink.height()
        val widest = lines.maxOf { paint.measureText(it) }
        if (widest > width) paint.textScaleX = maxOf(NARROWEST, width / widest)
        val narrowed = lines.maxOf { paint.measureText(it) }
        if (narrowed > width * ROUNDING) paint.textSize *= width / narrowed
        paint.getTextBounds("H", 0, 1, ink)
        letterHeight = ink.height()
    }

    private fun accents(line: String) = if (line.any { it in "ÈÉÊÀ" }) letterHeight / 3 else 0

    private fun gap() = letterHeight / 4

    private fun lineHeight(line: String) = accents(line) + letterHeight + gap()

    private companion object {
        const val ONE_LINE = 0.123f
        const val SEVERAL_LINES = 0.2f
        const val NARROWEST = 0.44f
        const val ROUNDING = 1.01f
        const val MEASURED = 1000f

        /** One word a line; a short one joins the next. A dash is the end of a line and is not drawn. */
        fun lines(word: String): List<String> {
            val lines = mutableListOf<String>()
            for (part in word.split(' ', '\u00a0').filter { it != "–" }) {
                val last = lines.lastOrNull()
                if (last != null && last.length <= 2) {
                    lines[lines.lastIndex] = "$last $part"
                } else {
                    lines += part
                }
            }
            return lines
        }
    }
}
