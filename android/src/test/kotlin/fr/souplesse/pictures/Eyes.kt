package fr.souplesse.pictures

import kotlin.math.pow
import kotlin.math.roundToInt

/** Drawings as they are seen by somebody without the cones for red, without colours, and from afar. */
object Eyes {
    /** Machado, Oliveira and Fernandes (2009), protanopia, on linear colours. */
    val PROTAN =
        listOf(
            listOf(0.152286, 1.052583, -0.204868),
            listOf(0.114503, 0.786281, 0.099216),
            listOf(-0.003882, -0.048116, 1.051998),
        )
    val GREY = List(3) { listOf(0.2126, 0.7152, 0.0722) }

    fun seen(
        drawing: Drawing,
        by: List<List<Double>>,
    ): Drawing {
        val known = HashMap<Int, Int>()
        val pixels = IntArray(drawing.pixels.size) { at -> known.getOrPut(drawing.pixels[at]) { seen(drawing.pixels[at], by) } }
        return Drawing(drawing.width, drawing.height, pixels)
    }

    /** So many times smaller: each pixel is the mean of those that it stands for. */
    fun smaller(
        drawing: Drawing,
        times: Int,
    ): Drawing {
        val (width, height) = drawing.width / times to drawing.height / times
        val pixels =
            IntArray(width * height) { at ->
                val (left, top) = at % width * times to at / width * times
                val square = (0 until times * times).map { drawing.pixels[(top + it / times) * drawing.width + left + it % times] }
                color(listOf(16, 8, 0).map { shift -> square.sumOf { linear(it shr shift and 255) } / square.size })
            }
        return Drawing(width, height, pixels)
    }

    /** Beside each other, each row below the other, with a gap between. */
    fun sheet(
        rows: List<List<Drawing>>,
        gap: Int,
    ): Drawing {
        val (across, down) = rows[0][0].width + gap to rows[0][0].height + gap
        val (width, height) = across * rows[0].size + gap to down * rows.size + gap
        val pixels = IntArray(width * height) { BEHIND }
        rows.forEachIndexed { row, drawings ->
            drawings.forEachIndexed { column, drawing ->
                for (y in 0 until drawing.height) {
                    val start = (gap + row * down + y) * width + gap + column * across
                    drawing.pixels.copyInto(pixels, start, y * drawing.width, (y + 1) * drawing.width)
                }
            }
        }
        return Drawing(width, height, pixels)
    }

    private fun seen(
        pixel: Int,
        by: List<List<Double>>,
    ): Int {
        val parts = listOf(16, 8, 0).map { linear(pixel shr it and 255) }
        return color(by.map { row -> row.zip(parts).sumOf { (weight, part) -> weight * part } })
    }

    private fun color(linear: List<Double>) = linear.map(::encoded).fold(255) { color, part -> color shl 8 or part }

    private fun linear(part: Int) = (part / 255.0).let { if (it <= 0.04045) it / 12.92 else ((it + 0.055) / 1.055).pow(2.4) }

    private fun encoded(part: Double): Int {
        val clamped = part.coerceIn(0.0, 1.0)
        return ((if (clamped <= 0.0031308) clamped * 12.92 else 1.055 * clamped.pow(1 / 2.4) - 0.055) * 255).roundToInt()
    }

    private const val BEHIND = 0xFF808080.toInt()
}
