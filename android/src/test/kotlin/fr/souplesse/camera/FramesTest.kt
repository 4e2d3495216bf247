package fr.souplesse.camera

import android.graphics.ImageFormat
import android.media.Image
import fr.souplesse.core.Event
import fr.souplesse.core.Outcome
import fr.souplesse.core.Scanner
import fr.souplesse.stage.Samples
import fr.souplesse.stage.Stage
import fr.souplesse.stage.StageApp
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config
import java.nio.ByteBuffer
import fr.souplesse.core.View as Shown

/** From an image of the camera to a verdict on the screen. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [23, 28, 34], qualifiers = "fr-w411dp-h891dp-port-mdpi", application = StageApp::class)
class FramesTest {
    @Test
    fun `a frame with a pass becomes its verdict`() {
        val stage = Stage()
        val frames = Frames(Scanner()) { stage.send(it) }
        repeat(FRAMES) { frames.read(StillImage(Samples.luma("01"))) }
        assertEquals(Outcome.VALID, (stage.app.last!!.view as Shown.Verdict).v1.verdict.outcome)
        assertTrue("FONTAINE" in stage.said())
    }

    @Test
    fun `rows may be longer than the picture, and the buffer may begin later`() {
        val told = mutableListOf<Event>()
        val frames = Frames(Scanner()) { told += it }
        repeat(FRAMES) { frames.read(StillImage(Samples.luma("01", padding = 48), skipped = 64)) }
        assertTrue(told.any { it is Event.Codes })
    }

    @Test
    fun `a frame without a code says what the scanner makes of it`() {
        val told = mutableListOf<Event>()
        Frames(Scanner()) { told += it }.read(StillImage(Samples.luma("11")))
        assertTrue(told.single() is Event.NoCode)
    }

    @Test
    fun `frames are upright for the core however the device is held`() {
        for (degrees in listOf(0, 90, 180, 270)) {
            val told = mutableListOf<Event>()
            val frames = Frames(Scanner()) { told += it }
            frames.degrees = degrees
            repeat(FRAMES) { frames.read(StillImage(Samples.luma("01"))) }
            assertTrue("$degrees", told.any { it is Event.Codes })
        }
    }

    private companion object {
        /** The scanner spreads its work over frames. */
        const val FRAMES = 12
    }
}

/** An image as a camera gives it, of a picture in a file. */
private class StillImage(
    private val luma: Samples.Luma,
    private val skipped: Int = 0,
) : Image() {
    var isClosed = false
        private set

    private val plane =
        object : Plane() {
            override fun getRowStride() = luma.stride

            override fun getPixelStride() = 1

            override fun getBuffer(): ByteBuffer {
                val bytes = ByteBuffer.allocateDirect(skipped + luma.bytes.capacity())
                bytes.position(skipped)
                bytes.put(luma.bytes.duplicate())
                bytes.position(skipped)
                return bytes
            }
        }

    override fun getFormat() = ImageFormat.YUV_420_888

    override fun getWidth() = luma.width

    override fun getHeight() = luma.height

    override fun getTimestamp() = 0L

    override fun getTransform() = 0

    override fun getScalingMode() = 0

    override fun getPlanes() = arrayOf<Plane>(plane)

    override fun close() {
        isClosed = true
    }
}
