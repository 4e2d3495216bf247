package fr.souplesse.camera

import android.media.Image
import android.media.ImageReader
import fr.souplesse.core.Event
import fr.souplesse.core.LumaFrame
import fr.souplesse.core.Rotation
import fr.souplesse.core.Scanner

/**
 * Reads the codes of camera frames: only the latest one, without a copy, on the camera's own thread. Each image is closed
 * whatever happens.
 */
class Frames(
    private val scanner: Scanner,
    private val tell: (Event) -> Unit,
) : ImageReader.OnImageAvailableListener {
    /** Whether anybody waits for a code. */
    @Volatile
    var isLooking = false

    /** By how much frames are to be turned, in degrees, to stand upright. */
    @Volatile
    var degrees = 0

    override fun onImageAvailable(reader: ImageReader) {
        val image = reader.acquireLatestImage() ?: return
        image.use { if (isLooking) read(it) }
    }

    /** Another camera looks, or the app was away. */
    fun forget() = scanner.forget()

    internal fun read(image: Image) {
        val luma = image.planes[0]
        val frame =
            LumaFrame(
                width = image.width.toUInt(),
                height = image.height.toUInt(),
                rowStride = luma.rowStride.toUInt(),
                rotation = Rotation.entries[degrees.mod(FULL_TURN) / QUARTER_TURN],
                region = null,
            )
        // The core begins at a buffer's first byte, wherever its position is.
        val report = scanner.scan(luma.buffer.slice(), frame)
        val codes = report.codes.map { it.content }
        tell(if (codes.isEmpty()) Event.NoCode(report.hint) else Event.Codes(codes))
    }

    private companion object {
        const val FULL_TURN = 360
        const val QUARTER_TURN = 90
    }
}
