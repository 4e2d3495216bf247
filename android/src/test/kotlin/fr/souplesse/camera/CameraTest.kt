package fr.souplesse.camera

import android.app.Application
import android.graphics.Rect
import android.graphics.SurfaceTexture
import android.hardware.camera2.CameraAccessException
import android.hardware.camera2.CameraCharacteristics
import android.hardware.camera2.CameraManager
import android.hardware.camera2.CaptureRequest
import android.util.Size
import android.view.Surface
import fr.souplesse.core.Event
import fr.souplesse.core.Facing
import fr.souplesse.stage.Cameras
import fr.souplesse.stage.Samples
import fr.souplesse.stage.WatchedDevice
import fr.souplesse.stage.WatchedImage
import fr.souplesse.stage.WatchedManager
import fr.souplesse.stage.WatchedReader
import fr.souplesse.stage.WatchedRequest
import fr.souplesse.stage.settle
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.CopyOnWriteArraySet

/** The camera: wanted, lost to another app, and given back. */
@RunWith(RobolectricTestRunner::class)
@Config(
    sdk = [28, 34],
    application = Application::class,
    shadows = [WatchedReader::class, WatchedImage::class, WatchedRequest::class, WatchedManager::class, WatchedDevice::class],
)
class CameraTest {
    private val context = RuntimeEnvironment.getApplication()
    private val manager = context.getSystemService(CameraManager::class.java)
    private val told = CopyOnWriteArrayList<Event>()
    private val states = CopyOnWriteArrayList<CameraState>()
    private val seen = CopyOnWriteArrayList<Sight>()
    private val tellers = CopyOnWriteArraySet<Thread>()
    private val surface = Surface(SurfaceTexture(0))
    private lateinit var camera: Camera

    @Before
    fun `the device has two cameras`() {
        Cameras.plugIn(context)
        camera = Camera(context, { told += it.also { tellers += Thread.currentThread() } }, { seen += it }, { states += it })
        camera.settle()
    }

    @After
    fun `let it go`() = camera.end()

    @Test
    fun `a camera that is taken away is told, and told again when it is back`() {
        look(wish(Facing.BACK))
        assertEquals(listOf<Event>(Event.CameraBack), told)
        shadowOf(manager).triggerDisconnect()
        camera.settle()
        assertEquals(listOf(Event.CameraBack, Event.CameraLost), told)
        assertEquals(Absence.IN_USE, states.last().absence)
        isFree()
        assertEquals(listOf(Event.CameraBack, Event.CameraLost, Event.CameraBack), told)
        assertNull(states.last().absence)
    }

    @Test
    fun `a device without a camera says so`() {
        shadowOf(manager).removeCamera("0")
        shadowOf(manager).removeCamera("1")
        look(wish(Facing.BACK))
        assertEquals(listOf<Event>(Event.CameraLost), told)
        assertEquals(CameraState(absence = Absence.NONE), states.last())
        isFree()
        assertEquals(listOf(Event.CameraLost, Event.CameraBack), told)
    }

    @Test
    fun `the camera on the wanted side is taken, else the one that there is`() {
        assertEquals("0", back().id)
        assertEquals("1", front().id)
        shadowOf(manager).removeCamera("1")
        assertEquals("0", front().id)
    }

    @Test
    fun `frames are turned as sensor and display are turned`() {
        val (back, front) = back() to front()
        assertEquals(listOf(90, 0, 270, 180), listOf(0, 90, 180, 270).map(back::degrees))
        assertEquals(listOf(270, 0, 90, 180), listOf(0, 90, 180, 270).map(front::degrees))
    }

    @Test
    fun `torch, side and looking change while it is on`() {
        for (torch in listOf(false, true)) {
            for (facing in Facing.entries) {
                camera.want(wish(facing, torch), isLooking = torch, torch)
                camera.settle()
            }
        }
        assertTrue(camera.frames.isLooking)
        camera.focus(0.5f, 0.5f)
        camera.want(null, isLooking = false, torch = false)
        camera.settle()
        assertEquals(listOf<Event>(Event.CameraBack), told)
    }

    @Test
    fun `the reader holds the image that is read and the latest, and is closed with the camera`() {
        look(wish(Facing.BACK))
        assertEquals(2, WatchedReader.last.reader.maxImages)
        assertFalse(WatchedReader.last.isClosed)
        camera.want(null, isLooking = false, torch = false)
        camera.settle()
        assertEquals(listOf(true), WatchedReader.all.map { it.isClosed })
    }

    @Test
    fun `every image is let go, whether it is looked at or not`() {
        WatchedImage.seen = Samples.grey(0)
        for (isLooking in listOf(true, false)) {
            camera.want(wish(Facing.BACK), isLooking, torch = false)
            camera.settle()
            // A reader gives no more than it holds: from the third on only those that were let go.
            repeat(5) {
                WatchedReader.last.take()
                camera.settle()
            }
            assertEquals(5, told.count { it is Event.NoCode })
        }
    }

    @Test
    fun `codes are looked for on the thread of the camera alone`() {
        WatchedImage.seen = Samples.grey(0)
        look(wish(Facing.BACK))
        WatchedReader.last.take()
        camera.settle()
        assertEquals(setOf<Thread>(camera.thread), tellers)
    }

    @Test
    fun `a camera that changes sides leaves no reader open`() {
        for (facing in listOf(Facing.BACK, Facing.FRONT, Facing.BACK)) {
            look(wish(facing))
        }
        assertEquals(listOf(true, true, false), WatchedReader.all.map { it.isClosed })
    }

    @Test
    fun `a camera that is taken away leaves no reader open`() {
        look(wish(Facing.BACK))
        shadowOf(manager).triggerDisconnect()
        camera.settle()
        assertEquals(listOf(true), WatchedReader.all.map { it.isClosed })
    }

    @Test
    fun `another surface is another picture, and a display that is turned is not`() {
        for (turned in listOf(0, 90)) {
            look(wish(Facing.BACK).copy(turned = turned))
        }
        assertEquals(listOf(90, 0), seen.map { it.degrees })
        assertEquals(1, WatchedReader.all.size)
        look(wish(Facing.BACK).copy(surface = Surface(SurfaceTexture(1))))
        assertEquals(listOf(true, false), WatchedReader.all.map { it.isClosed })
    }

    @Test
    fun `a camera that gives no pictures is tried again, later each time, and then there is none`() {
        WatchedDevice.fails = true
        look(wish(Facing.BACK))
        for ((tries, pause) in listOf(500L, 1_000L, 2_000L, 5_000L).withIndex()) {
            // Its own end makes it available, which is no reason to begin again.
            isFree()
            camera.settle(pause - 1)
            assertEquals(tries + 1, WatchedManager.opened.size)
            assertEquals(Absence.IN_USE, states.last().absence)
            camera.settle(1)
            assertEquals(tries + 2, WatchedManager.opened.size)
        }
        assertEquals(Absence.NONE, states.last().absence)
        isFree()
        camera.settle(60_000)
        assertEquals(5, WatchedManager.opened.size)
        assertEquals(listOf<Event>(Event.CameraLost), told)
    }

    @Test
    fun `a camera that was found and is gone when it is opened is tried again`() {
        WatchedManager.refuses = { IllegalArgumentException("unknown camera") }
        look(wish(Facing.BACK))
        assertEquals(listOf<Event>(Event.CameraLost), told)
        WatchedManager.refuses = { null }
        camera.settle(500)
        assertEquals(listOf(Event.CameraLost, Event.CameraBack), told)
    }

    @Test
    fun `a camera that has held for a while may fail as often again`() {
        WatchedDevice.fails = true
        look(wish(Facing.BACK))
        camera.settle(500)
        camera.settle(1_000)
        WatchedDevice.fails = false
        camera.settle(2_000)
        assertNull(states.last().absence)
        camera.settle(5_000)
        WatchedDevice.fails = true
        WatchedManager.opened.clear()
        shadowOf(manager).triggerDisconnect()
        camera.settle()
        isFree()
        camera.settle(500)
        assertEquals(2, WatchedManager.opened.size)
    }

    @Test
    fun `why a camera cannot be opened is told apart`() {
        val reasons =
            mapOf(
                CameraAccessException(CameraAccessException.CAMERA_IN_USE) to Absence.IN_USE,
                CameraAccessException(CameraAccessException.MAX_CAMERAS_IN_USE) to Absence.IN_USE,
                CameraAccessException(CameraAccessException.CAMERA_DISABLED) to Absence.NONE,
                SecurityException() to Absence.NOT_ALLOWED,
            )
        for ((reason, absence) in reasons) {
            WatchedManager.refuses = { reason }
            camera.retry()
            look(wish(Facing.BACK).copy(surface = Surface(SurfaceTexture(1))))
            assertEquals("$reason", absence, states.last().absence)
            val tried = WatchedManager.opened.size
            camera.settle(60_000)
            assertEquals("$reason", tried, WatchedManager.opened.size)
        }
    }

    @Test
    fun `a camera that is in use is tried again where somebody wishes it`() {
        WatchedManager.refuses = { CameraAccessException(CameraAccessException.CAMERA_IN_USE) }
        look(wish(Facing.BACK))
        WatchedManager.refuses = { null }
        camera.retry()
        camera.settle()
        assertEquals(listOf(Event.CameraLost, Event.CameraBack), told)
    }

    @Test
    fun `whoever wants no camera has not lost it`() {
        WatchedManager.refuses = { CameraAccessException(CameraAccessException.CAMERA_ERROR) }
        camera.want(null, isLooking = false, torch = true)
        camera.retry()
        camera.settle()
        assertEquals(emptyList<Event>(), told)
    }

    @Test
    fun `what can be asked is what the device has`() {
        assertEquals(Abilities(torch = true, zoom = false, otherSide = true), states.last().can)
        shadowOf(manager).removeCamera("0")
        look(wish(Facing.BACK))
        assertEquals(Abilities(torch = false, zoom = false, otherSide = false), states.last().can)
        shadowOf(manager).addCamera("0", Cameras.lens(CameraCharacteristics.LENS_FACING_BACK, mounted = 90, zoom = 4f))
        look(wish(Facing.BACK).copy(surface = Surface(SurfaceTexture(1))))
        assertEquals(Abilities(torch = true, zoom = true, otherSide = true), states.last().can)
    }

    @Test
    fun `the picture is twice as large where that is wished and can be`() {
        look(wish(Facing.BACK).copy(isZoomed = true))
        assertNull(WatchedRequest.last(CaptureRequest.SCALER_CROP_REGION))
        shadowOf(manager).removeCamera("0")
        shadowOf(manager).addCamera("0", Cameras.lens(CameraCharacteristics.LENS_FACING_BACK, mounted = 90, zoom = 2f))
        look(wish(Facing.BACK).copy(surface = Surface(SurfaceTexture(1))))
        assertNull(WatchedRequest.last(CaptureRequest.SCALER_CROP_REGION))
        look(wish(Facing.BACK).copy(surface = Surface(SurfaceTexture(1)), isZoomed = true))
        assertEquals(Rect(1000, 750, 3000, 2250), WatchedRequest.last(CaptureRequest.SCALER_CROP_REGION))
        assertTrue(states.last().isZoomed)
    }

    @Test
    fun `a camera is opened for a surface of its own size alone`() {
        shadowOf(manager).removeCamera("0")
        val sizes = listOf(Size(640, 480), Size(1024, 768))
        shadowOf(manager).addCamera("0", Cameras.lens(CameraCharacteristics.LENS_FACING_BACK, mounted = 90, sizes = sizes))
        look(wish(Facing.BACK))
        assertEquals(emptyList<String>(), WatchedManager.opened)
        val size = seen.last().picture
        look(wish(Facing.BACK).copy(size = size))
        assertEquals(listOf("0"), WatchedManager.opened)
        assertEquals(listOf(size.width, size.height), WatchedReader.last.reader.run { listOf(width, height) })
        assertTrue(size in sizes)
    }

    @Test
    fun `behind another page the torch goes on without the camera`() {
        look(wish(Facing.BACK, torch = true))
        camera.want(null, isLooking = false, torch = true)
        camera.settle()
        assertEquals(listOf(true), WatchedReader.all.map { it.isClosed })
        assertTrue(shadowOf(manager).getTorchMode("0"))
        camera.want(null, isLooking = false, torch = false)
        camera.settle()
        assertFalse(shadowOf(manager).getTorchMode("0"))
    }

    /** As the system does it when another app has let the camera go, or this one has. */
    private fun isFree() {
        Cameras.change(context, "0", Cameras.lens(CameraCharacteristics.LENS_FACING_BACK, mounted = 90))
        camera.settle()
    }

    private fun back() = Lens.all(manager).on(Facing.BACK)!!

    private fun front() = Lens.all(manager).on(Facing.FRONT)!!

    private fun look(wish: Wish) {
        camera.want(wish, isLooking = true, torch = false)
        camera.settle()
    }

    private fun wish(
        facing: Facing,
        torch: Boolean = false,
    ) = Wish(facing, torch, isZoomed = false, surface, Sizes.BEST, turned = 0)
}
