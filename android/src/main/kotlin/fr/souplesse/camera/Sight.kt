package fr.souplesse.camera

import android.graphics.PointF
import android.graphics.Rect
import android.util.Size
import kotlin.math.roundToInt

/**
 * How a camera's picture is seen: which part of the sensor's area is on it, how it is turned, and whether it is mirrored.
 *
 * A point of the picture is told from 0 to 1 in each direction, from the upper left corner of what is seen.
 */
data class Sight(
    /** The sensor's active area, in its own pixels. */
    private val area: Size,
    /** The picture as the camera gives it. Of the area it has what its form allows, from the middle. */
    val picture: Size,
    /** By how much the picture is turned clockwise to stand upright: 0, 90, 180 or 270. */
    val degrees: Int,
    /** As front cameras are, to which people look as into a mirror. */
    private val isMirrored: Boolean,
    /** How many times larger it is seen than it could be; then only the area's middle is on it. */
    private val zoom: Int = 1,
) {
    /** Whether the picture's longer side stands upright. */
    val isHigh = (degrees % HALF_TURN != 0) == (picture.width > picture.height)

    /** The square of the sensor around a point of the picture, wholly within what is seen. */
    fun around(
        x: Float,
        y: Float,
    ): Rect {
        val scale = minOf(area.width / picture.width.toFloat(), area.height / picture.height.toFloat()) / zoom
        val (width, height) = picture.width * scale to picture.height * scale
        val half = minOf(width, height) / PARTS
        val (acrossPart, downPart) = unturned(if (isMirrored) 1 - x else x, y)
        val across = (area.width - width) / 2 + (acrossPart * width).coerceIn(half, width - half)
        val down = (area.height - height) / 2 + (downPart * height).coerceIn(half, height - half)
        return Rect(
            (across - half).roundToInt(),
            (down - half).roundToInt(),
            (across + half).roundToInt(),
            (down + half).roundToInt(),
        )
    }

    /** Where a point of the picture, as the camera gives it, is seen. */
    fun seen(given: PointF): PointF {
        val (x, y) =
            when (degrees) {
                0 -> given.x to given.y
                90 -> 1 - given.y to given.x
                180 -> 1 - given.x to 1 - given.y
                else -> given.y to 1 - given.x
            }
        return PointF(if (isMirrored) 1 - x else x, y)
    }

    /** From upright back to how the sensor stands. */
    private fun unturned(
        x: Float,
        y: Float,
    ) = when (degrees) {
        0 -> x to y
        90 -> y to 1 - x
        180 -> 1 - x to 1 - y
        else -> 1 - y to x
    }

    private companion object {
        const val HALF_TURN = 180

        /** Half the side of the square is this part of the shorter side of what is seen. */
        const val PARTS = 10
    }
}
