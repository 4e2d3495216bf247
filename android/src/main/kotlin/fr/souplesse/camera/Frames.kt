package fr.souplesse.camera

import android.graphics.PointF
import android.media.Image
import android.media.ImageReader
import fr.souplesse.core.Event
import fr.souplesse.core.FrameException
import fr.souplesse.core.ScanReport
import fr.souplesse.core.Scanner

/**
 * Reads the codes of camera frames: only the latest one, without a copy, on the camera's own thread. Each image is closed
 * whatever happens.
 */
class Frames(
    private val scanner: Scanner,
    private val tell: (Event) -> Unit,
    /** Where the first code is: its corners, from 0 to 1 in each direction of the image; none where there is none any more. */
    private val onFound: (List<PointF>) -> Unit = {},
) : ImageReader.OnImageAvailableListener {
    /** Whether anybody waits for a code. */
    @Volatile
    var isLooking = false

    /** Whether there was anything to tell of the frame before: then that there is nothing any more is told, too. */
    private var hasTold = false

    override fun onImageAvailable(reader: ImageReader) = take(reader.acquireLatestImage())

    internal fun take(image: Image?) {
        image?.use { if (isLooking) read(it) }
    }

    /** Another camera looks, or the app was away. */
    fun forget() = scanner.forget()

    /** No image comes any more. */
    fun close() = scanner.close()

    private fun read(image: Image) {
        val luma = image.planes[0]
        try {
            // The core begins at a buffer's first byte, wherever its position is.
            val tells = scanner.scan(luma.buffer.slice(), image.width.toUInt(), image.height.toUInt(), luma.rowStride.toUInt())
            val told = hasTold
            hasTold = tells
            if (tells || told) tell(event(scanner.report(), image))
        } catch (_: FrameException) {
            // An image that is not whole is none; the next one may be. Where none is, the door's help leads to paper.
        }
    }

    private fun event(
        report: ScanReport,
        image: Image,
    ): Event {
        val corners =
            report.codes
                .firstOrNull()
                ?.corners
                .orEmpty()
        onFound(corners.map { PointF(it.x / image.width, it.y / image.height) })
        val codes = report.codes.map { it.content }
        return if (codes.isEmpty()) Event.NoCode(report.hint) else Event.Codes(codes)
    }
}
