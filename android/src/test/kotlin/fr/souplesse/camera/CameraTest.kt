package fr.souplesse.camera

import android.app.Application
import android.graphics.SurfaceTexture
import android.hardware.camera2.CameraCharacteristics
import android.hardware.camera2.CameraManager
import android.view.Surface
import fr.souplesse.core.Event
import fr.souplesse.core.Facing
import fr.souplesse.stage.Cameras
import fr.souplesse.stage.Samples
import fr.souplesse.stage.WatchedImage
import fr.souplesse.stage.WatchedReader
import fr.souplesse.stage.settle
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
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
@Config(sdk = [28, 34], application = Application::class, shadows = [WatchedReader::class, WatchedImage::class])
class CameraTest {
    private val context = RuntimeEnvironment.getApplication()
    private val manager = context.getSystemService(CameraManager::class.java)
    private val told = CopyOnWriteArrayList<Event>()
    private val seen = CopyOnWriteArrayList<Sight>()
    private val tellers = CopyOnWriteArraySet<Thread>()
    private val surface = Surface(SurfaceTexture(0))
    private lateinit var camera: Camera

    @Before
    fun `the device has two cameras`() {
        Cameras.plugIn(context)
        camera = Camera(context, { told += it.also { tellers += Thread.currentThread() } }, { seen += it })
    }

    @After
    fun `let it go`() = camera.end()

    @Test
    fun `a camera that is taken away is told, and told again when it is back`() {
        look(wish(Facing.BACK))
        assertEquals(emptyList<Event>(), told)
        shadowOf(manager).triggerDisconnect()
        camera.settle()
        assertEquals(listOf<Event>(Event.CameraLost), told)
        shadowOf(manager).removeCamera("0")
        shadowOf(manager).addCamera("0", Cameras.lens(CameraCharacteristics.LENS_FACING_BACK, mounted = 90))
        camera.settle()
        assertEquals(listOf(Event.CameraLost, Event.CameraBack), told)
    }

    @Test
    fun `a device without a camera says so`() {
        shadowOf(manager).removeCamera("0")
        shadowOf(manager).removeCamera("1")
        look(wish(Facing.BACK))
        assertEquals(listOf<Event>(Event.CameraLost), told)
    }

    @Test
    fun `the camera on the wanted side is taken, else the one that there is`() {
        assertEquals("0", Lens.of(manager, Facing.BACK)!!.id)
        assertEquals("1", Lens.of(manager, Facing.FRONT)!!.id)
        shadowOf(manager).removeCamera("1")
        assertEquals("0", Lens.of(manager, Facing.FRONT)!!.id)
    }

    @Test
    fun `frames are turned as sensor and display are turned`() {
        val (back, front) = Lens.of(manager, Facing.BACK)!! to Lens.of(manager, Facing.FRONT)!!
        assertEquals(listOf(90, 0, 270, 180), listOf(0, 90, 180, 270).map(back::degrees))
        assertEquals(listOf(270, 0, 90, 180), listOf(0, 90, 180, 270).map(front::degrees))
    }

    @Test
    fun `torch, side and looking change while it is on`() {
        for (torch in listOf(false, true)) {
            for (facing in Facing.entries) {
                camera.want(wish(facing, torch), isLooking = torch)
                camera.settle()
            }
        }
        assertTrue(camera.frames.isLooking)
        camera.focus(0.5f, 0.5f)
        camera.want(null, isLooking = false)
        camera.settle()
        assertEquals(emptyList<Event>(), told)
    }

    @Test
    fun `the reader holds the image that is read and the latest, and is closed with the camera`() {
        look(wish(Facing.BACK))
        assertEquals(2, WatchedReader.last.reader.maxImages)
        assertFalse(WatchedReader.last.isClosed)
        camera.want(null, isLooking = false)
        camera.settle()
        assertEquals(listOf(true), WatchedReader.all.map { it.isClosed })
    }

    @Test
    fun `every image is let go, whether it is looked at or not`() {
        WatchedImage.seen = Samples.grey(0)
        for (isLooking in listOf(true, false)) {
            camera.want(wish(Facing.BACK), isLooking)
            camera.settle()
            // A reader gives no more than it holds: from the third on only those that were let go.
            repeat(5) {
                WatchedReader.last.take()
                camera.settle()
            }
            assertEquals(5, told.size)
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

    private fun look(wish: Wish) {
        camera.want(wish, isLooking = true)
        camera.settle()
    }

    private fun wish(
        facing: Facing,
        torch: Boolean = false,
    ) = Wish(facing, torch, surface, turned = 0)
}
