package fr.souplesse.camera

import android.util.Size
import kotlin.math.abs

/** How large a camera's picture is on the screen, and its frames for the scanner: of one form, so that both show the same. */
data class Sizes(
    val picture: Size,
    val frame: Size,
) {
    companion object {
        /** In which codes are read best, and which most cameras have. */
        val BEST = Size(1280, 720)

        /** What every camera can give two of at once, unless the screen is smaller. */
        private val MOST = Size(1920, 1080)

        /** The best of what a lens gives, on a screen of this size. */
        fun of(
            pictures: List<Size>,
            frames: List<Size>,
            screen: Size,
        ): Sizes {
            val picture = pictures.within(screen).minByOrNull { it.farness() } ?: BEST
            val ofItsForm = frames.filter { it.hasFormOf(picture) }.ifEmpty { frames }
            return Sizes(picture, ofItsForm.within(screen).minByOrNull { it.farness() } ?: picture)
        }

        /** Those that two streams can have; the smallest where all are larger. */
        private fun List<Size>.within(screen: Size): List<Size> {
            val (long, short) = minOf(MOST.width, screen.long) to minOf(MOST.height, screen.short)
            return filter { it.long <= long && it.short <= short }.ifEmpty { listOfNotNull(minByOrNull { it.area }) }
        }

        /** How far it is from the best. Of two that are equally large, the one of its form is nearer. */
        private fun Size.farness() = abs(area - BEST.area) + abs(width * BEST.height - height * BEST.width) / BEST.width

        private fun Size.hasFormOf(other: Size) = width * other.height == height * other.width

        private val Size.area get() = width * height
        private val Size.long get() = maxOf(width, height)
        private val Size.short get() = minOf(width, height)
    }
}
