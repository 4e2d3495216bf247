package fr.souplesse.camera

import android.annotation.SuppressLint
import android.content.Context
import android.graphics.ImageFormat
import android.hardware.camera2.CameraAccessException
import android.hardware.camera2.CameraDevice
import android.hardware.camera2.CameraManager
import android.media.ImageReader
import android.os.Handler
import android.os.HandlerThread
import android.view.Surface
import fr.souplesse.core.Event
import fr.souplesse.core.Facing
import fr.souplesse.core.Scanner

/** What the camera is wanted for; `null` instead of it: it is not wanted. */
data class Wish(
    val facing: Facing,
    val torch: Boolean,
    /** Where the picture is shown. */
    val surface: Surface,
    /** By how much the display is turned, in degrees. */
    val turned: Int,
)

/**
 * The camera: gives frames to the scanner, and tells the core of codes, and when it is lost and back; and [onSight], how its
 * picture is seen. Everything happens on a thread of its own, on which wishes are also worked off.
 */
class Camera(
    context: Context,
    private val tell: (Event) -> Unit,
    private val onSight: (Sight) -> Unit,
) {
    private val manager = context.getSystemService(CameraManager::class.java)
    internal val thread = HandlerThread("camera").apply { start() }
    private val handler = Handler(thread.looper)

    /** Loading the core's library takes a while: not on the thread that draws. */
    private val reading = lazy { Frames(Scanner(), tell) }
    val frames by reading

    private var wish: Wish? = null
    private var lens: Lens? = null
    internal var sight: Sight? = null
        private set
    private var device: CameraDevice? = null
    private var view: Viewing? = null
    private var isLost = false

    private val availability =
        object : CameraManager.AvailabilityCallback() {
            override fun onCameraAvailable(id: String) {
                if (isLost && wish != null) open()
            }
        }

    init {
        handler.post { manager.registerAvailabilityCallback(availability, handler) }
    }

    /** Wants the camera so, or not at all. [isLooking] is whether anybody waits for a code. */
    fun want(
        wanted: Wish?,
        isLooking: Boolean,
    ) = handler.post {
        frames.isLooking = isLooking
        if (wanted == wish) return@post
        val before = wish
        wish = wanted
        val isSameCamera = before != null && wanted != null && before.facing == wanted.facing && before.surface == wanted.surface
        when {
            wanted == null -> {
                close()
            }

            isSameCamera -> {
                adjust(wanted)
            }

            else -> {
                close()
                open()
            }
        }
    }

    /** Focuses on a point of the picture as it is seen, each of its coordinates from 0 to 1. */
    fun focus(
        x: Float,
        y: Float,
    ) = handler.post {
        sight?.let { view?.focus(it.around(x, y)) }
    }

    /** Lets everything go. */
    fun end() {
        handler.post {
            manager.unregisterAvailabilityCallback(availability)
            close()
            if (reading.isInitialized()) frames.close()
        }
        thread.quitSafely()
    }

    @SuppressLint("MissingPermission") // Who wants the camera has been granted it.
    private fun open() {
        val wanted = wish ?: return
        try {
            val lens = Lens.of(manager, wanted.facing) ?: return lose()
            this.lens = lens
            manager.openCamera(lens.id, states, handler)
        } catch (_: CameraAccessException) {
            lose()
        } catch (_: SecurityException) {
            lose()
        }
    }

    private val states =
        object : CameraDevice.StateCallback() {
            override fun onOpened(camera: CameraDevice) {
                // Another one may be wanted meanwhile.
                if (camera.id != lens?.id) return camera.close()
                device?.close()
                device = camera
                look(camera)
            }

            /** Another app has taken it. */
            override fun onDisconnected(camera: CameraDevice) = lost(camera)

            override fun onError(
                camera: CameraDevice,
                error: Int,
            ) = lost(camera)
        }

    private fun look(camera: CameraDevice) {
        val (wanted, lens) = (wish ?: return close()) to (lens ?: return)
        val size = lens.frameSize
        val reader = ImageReader.newInstance(size.width, size.height, ImageFormat.YUV_420_888, FRAMES_AT_ONCE)
        reader.setOnImageAvailableListener(frames, handler)
        frames.forget()
        adjust(wanted)
        view =
            Viewing(lens, camera, reader, handler, wanted.torch, onReady = ::ready, onFailed = { lost(camera) }).apply {
                start(wanted.surface)
            }
    }

    private fun ready() {
        if (isLost) tell(Event.CameraBack)
        isLost = false
    }

    private fun adjust(wanted: Wish) {
        view?.torch = wanted.torch
        val seen = lens?.sight(Preview.PICTURE, wanted.turned) ?: return
        sight = seen
        onSight(seen)
    }

    private fun lost(camera: CameraDevice) {
        camera.close()
        // One that was opened before: the other goes on.
        if (device != null && device !== camera) return
        close()
        lose()
    }

    private fun lose() {
        if (!isLost) tell(Event.CameraLost)
        isLost = true
    }

    private fun close() {
        view?.close()
        view = null
        device?.close()
        device = null
    }

    private companion object {
        /** One that is read, and the latest. */
        const val FRAMES_AT_ONCE = 2
    }
}
