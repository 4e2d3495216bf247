package fr.souplesse.camera

import android.graphics.ImageFormat
import android.graphics.PointF
import android.media.Image
import fr.souplesse.core.Event
import fr.souplesse.core.Hint
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
        frames { stage.send(it) }.see(Samples.luma("01"))
        assertEquals(Outcome.VALID, (stage.app.last!!.view as Shown.Verdict).v1.verdict.outcome)
        assertTrue("FONTAINE" in stage.said())
    }

    @Test
    fun `where a code is, is told in parts of the image`() {
        val found = mutableListOf<List<PointF>>()
        Frames(Scanner(), {}, { found += it }).also { it.isLooking = true }.see(Samples.luma("01"))
        val (upperLeft, upperRight, lowerRight, lowerLeft) = found.first()
        assertTrue("$found", found.flatten().all { it.x in 0f..1f && it.y in 0f..1f })
        assertTrue("$found", upperLeft.x < upperRight.x && lowerLeft.x < lowerRight.x)
        assertTrue("$found", upperLeft.y < lowerLeft.y && upperRight.y < lowerRight.y)
    }

    @Test
    fun `that a code is there no more is told, too`() {
        val found = mutableListOf<List<PointF>>()
        val frames = Frames(Scanner(), {}, { found += it }).also { it.isLooking = true }
        frames.see(Samples.luma("01"))
        frames.see(Samples.grey(200))
        assertTrue("$found", found.first().isNotEmpty() && found.last().isEmpty())
    }

    @Test
    fun `rows may be longer than the picture, and the buffer may begin later`() {
        val told = mutableListOf<Event>()
        frames { told += it }.see(Samples.luma("01", padding = 48), skipped = 64)
        assertTrue(told.any { it is Event.Codes })
    }

    @Test
    fun `a hint is told, and once that there is none any more`() {
        val told = mutableListOf<Event>()
        val frames = frames { told += it }
        frames.see(Samples.grey(0))
        assertEquals(setOf<Event>(Event.NoCode(Hint.TOO_DARK)), told.toSet())
        told.clear()
        frames.see(Samples.grey(200))
        assertEquals(listOf<Event>(Event.NoCode(null)), told)
    }

    @Test
    fun `nobody looks while nothing is waited for`() {
        val told = mutableListOf<Event>()
        val frames = frames { told += it }
        frames.isLooking = false
        frames.see(Samples.luma("01"))
        assertEquals(emptyList<Event>(), told)
    }

    @Test
    fun `an image that is not whole is closed, and the next one is read`() {
        val told = mutableListOf<Event>()
        val frames = frames { told += it }
        val (width, height) = 640 to 480
        val image = StillImage(Samples.Luma(width, height, width, ByteBuffer.allocateDirect(width * height - 1)))
        frames.take(image)
        assertEquals(emptyList<Event>(), told)
        assertTrue(image.isClosed)
        frames.see(Samples.luma("01"))
        assertTrue(told.any { it is Event.Codes })
    }

    private fun frames(tell: (Event) -> Unit) = Frames(Scanner(), tell).also { it.isLooking = true }

    private fun Frames.see(
        luma: Samples.Luma,
        skipped: Int = 0,
    ) = repeat(FRAMES) { take(StillImage(luma, skipped)) }

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

    override fun getFormat() = ImageFormat.YUV_420_888

    override fun getWidth() = luma.width

    override fun getHeight() = luma.height

    override fun getTimestamp() = 0L

    override fun getTransform() = 0

    override fun getScalingMode() = 0

    override fun getPlanes() = arrayOf<Plane>(luma.plane(skipped))

    override fun close() {
        isClosed = true
    }
}
