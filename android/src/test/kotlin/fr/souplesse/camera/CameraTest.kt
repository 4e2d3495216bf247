package fr.souplesse.camera

import android.app.Application
import android.graphics.Rect
import android.graphics.SurfaceTexture
import android.hardware.camera2.CameraCharacteristics
import android.hardware.camera2.CameraManager
import android.view.Surface
import fr.souplesse.core.Event
import fr.souplesse.core.Facing
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowCameraCharacteristics
import java.util.concurrent.CopyOnWriteArrayList

/** The camera: wanted, lost to another app, and given back. */
@RunWith(RobolectricTestRunner::class)
@Config(sdk = [28, 34], application = Application::class)
class CameraTest {
    private val context = RuntimeEnvironment.getApplication()
    private val manager = context.getSystemService(CameraManager::class.java)
    private val told = CopyOnWriteArrayList<Event>()
    private val surface = Surface(SurfaceTexture(0))
    private lateinit var camera: Camera

    @Before
    fun `the device has two cameras`() {
        shadowOf(manager).addCamera("0", lens(CameraCharacteristics.LENS_FACING_BACK, mounted = 90))
        shadowOf(manager).addCamera("1", lens(CameraCharacteristics.LENS_FACING_FRONT, mounted = 270))
        camera = Camera(context) { told += it }
    }

    @After
    fun `let it go`() = camera.end()

    @Test
    fun `a camera that is taken away is told, and told again when it is back`() {
        camera.want(wish(Facing.BACK), isLooking = true)
        settle()
        assertEquals(emptyList<Event>(), told)
        shadowOf(manager).triggerDisconnect()
        settle()
        assertEquals(listOf<Event>(Event.CameraLost), told)
        shadowOf(manager).removeCamera("0")
        shadowOf(manager).addCamera("0", lens(CameraCharacteristics.LENS_FACING_BACK, mounted = 90))
        settle()
        assertEquals(listOf(Event.CameraLost, Event.CameraBack), told)
    }

    @Test
    fun `a device without a camera says so`() {
        shadowOf(manager).removeCamera("0")
        shadowOf(manager).removeCamera("1")
        camera.want(wish(Facing.BACK), isLooking = true)
        settle()
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
                settle()
            }
        }
        assertTrue(camera.frames.isLooking)
        camera.focus(0.5f, 0.5f)
        camera.want(null, isLooking = false)
        settle()
        assertEquals(emptyList<Event>(), told)
    }

    private fun wish(
        facing: Facing,
        torch: Boolean = false,
    ) = Wish(facing, torch, surface, turned = 0)

    /** The camera's thread is a real one. */
    private fun settle() = repeat(ROUNDS) { shadowOf(camera.thread.looper).idle() }

    private fun lens(
        facing: Int,
        mounted: Int,
    ): CameraCharacteristics =
        ShadowCameraCharacteristics.newCameraCharacteristics().also {
            shadowOf(it).set(CameraCharacteristics.LENS_FACING, facing)
            shadowOf(it).set(CameraCharacteristics.SENSOR_ORIENTATION, mounted)
            shadowOf(it).set(CameraCharacteristics.FLASH_INFO_AVAILABLE, facing == CameraCharacteristics.LENS_FACING_BACK)
            shadowOf(it).set(CameraCharacteristics.SENSOR_INFO_ACTIVE_ARRAY_SIZE, Rect(0, 0, 4000, 3000))
        }

    private companion object {
        const val ROUNDS = 4
    }
}
