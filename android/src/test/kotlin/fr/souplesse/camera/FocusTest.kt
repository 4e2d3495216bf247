package fr.souplesse.camera

import android.app.Application
import android.graphics.SurfaceTexture
import android.hardware.camera2.CaptureRequest
import android.view.MotionEvent
import android.view.Surface
import android.view.View
import fr.souplesse.core.Facing
import fr.souplesse.screens.Pointing
import fr.souplesse.stage.Cameras
import fr.souplesse.stage.WatchedReader
import fr.souplesse.stage.WatchedRequest
import fr.souplesse.stage.settle
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.annotation.Config

/** Where the camera looks after a touch, and that it looks everywhere again soon: the next pass is held elsewhere. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [28, 34], application = Application::class, shadows = [WatchedReader::class, WatchedRequest::class])
class FocusTest {
    private val context = RuntimeEnvironment.getApplication()
    private lateinit var camera: Camera

    @Before
    fun `the camera is on`() {
        Cameras.plugIn(context)
        camera = Camera(context, {}, {}, {})
        want(torch = false)
    }

    @After
    fun `let it go`() = camera.end()

    @Test
    fun `it focuses by itself, at a touch there, and after some seconds by itself again`() {
        assertEquals(CaptureRequest.CONTROL_AF_MODE_CONTINUOUS_PICTURE, mode())
        camera.focus(0.5f, 0.5f)
        camera.settle(3_000)
        assertEquals(CaptureRequest.CONTROL_AF_MODE_AUTO, mode())
        camera.settle(1_000)
        assertEquals(CaptureRequest.CONTROL_AF_MODE_CONTINUOUS_PICTURE, mode())
        assertNull(WatchedRequest.last(CaptureRequest.CONTROL_AF_REGIONS))
        val expected = listOf(CaptureRequest.CONTROL_AF_TRIGGER_START, CaptureRequest.CONTROL_AF_TRIGGER_CANCEL)
        assertEquals(expected, WatchedRequest.each(CaptureRequest.CONTROL_AF_TRIGGER))
    }

    @Test
    fun `it is as bright as that place needs it, for as long`() {
        camera.focus(0.5f, 0.5f)
        camera.settle()
        assertNotNull(WatchedRequest.last(CaptureRequest.CONTROL_AE_REGIONS))
        camera.settle(4_000)
        assertNull(WatchedRequest.last(CaptureRequest.CONTROL_AE_REGIONS))
    }

    @Test
    fun `a second touch has its own seconds, and the torch does not end them`() {
        camera.focus(0.2f, 0.5f)
        camera.settle(3_000)
        camera.focus(0.8f, 0.5f)
        camera.settle(3_000)
        want(torch = true)
        assertEquals(CaptureRequest.CONTROL_AF_MODE_AUTO, mode())
        camera.settle(500)
        assertEquals(CaptureRequest.CONTROL_AF_MODE_CONTINUOUS_PICTURE, mode())
    }

    @Test
    fun `only a finger that comes and goes at one place points at it`() {
        assertEquals(listOf(50f to 60f), points(at(MotionEvent.ACTION_DOWN, 0), at(MotionEvent.ACTION_UP, 90)))
        assertEquals(none, points(at(MotionEvent.ACTION_DOWN, 0)))
        // A thumb that rests, one that wipes, a second finger, and one that another view has taken.
        assertEquals(none, points(at(MotionEvent.ACTION_DOWN, 0), at(MotionEvent.ACTION_UP, 900)))
        val wiped = at(MotionEvent.ACTION_MOVE, 50, x = 250f)
        assertEquals(none, points(at(MotionEvent.ACTION_DOWN, 0), wiped, at(MotionEvent.ACTION_UP, 90)))
        for (other in listOf(MotionEvent.ACTION_POINTER_DOWN, MotionEvent.ACTION_CANCEL)) {
            assertEquals(none, points(at(MotionEvent.ACTION_DOWN, 0), at(other, 50), at(MotionEvent.ACTION_UP, 90)))
        }
    }

    private val none = emptyList<Pair<Float, Float>>()

    private fun points(vararg touches: MotionEvent): List<Pair<Float, Float>> {
        val found = mutableListOf<Pair<Float, Float>>()
        val pointing = Pointing(context) { x, y -> found += x to y }
        touches.forEach { pointing.onTouch(View(context), it) }
        return found
    }

    private fun at(
        action: Int,
        millis: Long,
        x: Float = 50f,
    ) = MotionEvent.obtain(0, millis, action, x, 60f, 0)

    private fun want(torch: Boolean) {
        camera.want(Wish(Facing.BACK, torch, isZoomed = false, SURFACE, Sizes.BEST, turned = 0), isLooking = true, torch)
        camera.settle()
    }

    private fun mode() = WatchedRequest.last(CaptureRequest.CONTROL_AF_MODE)

    private companion object {
        val SURFACE = Surface(SurfaceTexture(0))
    }
}
