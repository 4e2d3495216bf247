package fr.souplesse.pictures

import android.graphics.Rect
import kotlin.math.max
import kotlin.math.min
import kotlin.math.pow

/** The contrast of text as WCAG 2 defines it, measured on a picture: 1 is none, 21 is black on white. */
object Contrast {
    /** Of what is written in [place]: its most frequent colour is that behind, and the furthest from it that of the text. */
    fun of(
        drawing: Drawing,
        place: Rect,
    ): Double? {
        val pixels =
            (max(0, place.top) until min(drawing.height, place.bottom)).flatMap { y ->
                (max(0, place.left) until min(drawing.width, place.right)).map { x -> drawing.pixels[y * drawing.width + x] }
            }
        val behind = pixels.groupingBy { it }.eachCount().maxByOrNull { it.value } ?: return null
        val base = luminance(behind.key)
        val ratios = pixels.distinct().map { ratio(luminance(it), base) }
        return ratios.maxOrNull()?.takeIf { it > NOTHING }
    }

    private fun ratio(
        one: Double,
        other: Double,
    ) = (max(one, other) + 0.05) / (min(one, other) + 0.05)

    private fun luminance(pixel: Int): Double {
        val parts = listOf(16, 8, 0).map { shift -> linear((pixel shr shift and 255) / 255.0) }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    private fun linear(part: Double) = if (part <= 0.03928) part / 12.92 else ((part + 0.055) / 1.055).pow(2.4)

    /** Where nothing is drawn, as in a text that is scrolled out of sight, there is nothing to measure. */
    private const val NOTHING = 1.05
}
