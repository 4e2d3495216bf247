package fr.souplesse.camera

import android.annotation.SuppressLint
import android.content.Context
import android.graphics.ImageFormat
import android.graphics.PointF
import android.hardware.camera2.CameraAccessException
import android.hardware.camera2.CameraDevice
import android.hardware.camera2.CameraManager
import android.media.ImageReader
import android.os.Handler
import android.os.HandlerThread
import android.util.Size
import android.view.Surface
import fr.souplesse.core.Event
import fr.souplesse.core.Facing
import fr.souplesse.core.Scanner

/** What the camera is wanted for; `null` instead of it: it is not wanted. */
data class Wish(
    val facing: Facing,
    val torch: Boolean,
    val isZoomed: Boolean,
    /** Where the picture is shown, and its size. */
    val surface: Surface,
    val size: Size,
    /** By how much the display is turned, in degrees. */
    val turned: Int,
) {
    fun isOfSameCamera(other: Wish) = facing == other.facing && surface == other.surface && size == other.size
}

/**
 * The camera: gives frames to the scanner, and tells the core of codes, and when it is lost and back, which nobody else knows;
 * [onSight], how its picture is seen, [onState], what it can do and why there is none, and [onFound], where a code is on it.
 * Everything happens on a thread of its own, on which wishes are also worked off.
 */
class Camera(
    context: Context,
    private val tell: (Event) -> Unit,
    private val onSight: (Sight) -> Unit,
    onState: (CameraState) -> Unit,
    private val onFound: (List<PointF>) -> Unit = {},
) {
    private val manager = context.getSystemService(CameraManager::class.java)
    private val screen = context.resources.displayMetrics.run { Size(widthPixels, heightPixels) }
    internal val thread = HandlerThread("camera").apply { start() }
    private val handler = Handler(thread.looper)
    private val report = Report(tell, onState)
    private val retries = Retries()
    private val lantern = Lantern(manager)

    /** Loading the core's library takes a while: not on the thread that draws. */
    private val reading = lazy { Frames(Scanner(), tell) { code -> sight?.let { onFound(code.map(it::seen)) } } }
    val frames by reading

    private var wish: Wish? = null
    private var lens: Lens? = null
    internal var sight: Sight? = null
        private set
    private var device: CameraDevice? = null
    private var view: Viewing? = null

    /** Whether it is tried again as soon as the system says that it is free. */
    private var isAwaited = false
    private val again = Runnable { open() }
    private val held = Runnable { retries.forget() }

    private val availability =
        object : CameraManager.AvailabilityCallback() {
            override fun onCameraAvailable(id: String) {
                if (isAwaited && (lens == null || lens?.id == id)) open()
            }
        }

    init {
        handler.post {
            manager.registerAvailabilityCallback(availability, handler)
            attempt { lookAround(Facing.BACK) }
        }
    }

    /**
     * Wants the camera so, or not at all. [isLooking] is whether anybody waits for a code; [torch], whether there is light also
     * while it is not wanted.
     */
    fun want(
        wanted: Wish?,
        isLooking: Boolean,
        torch: Boolean,
    ) = handler.post {
        frames.isLooking = isLooking
        if (wanted != null) lantern.light(null)
        if (wanted != wish) follow(wanted)
        if (wanted == null) lantern.light(lens?.takeIf { torch && it.hasTorch }?.id)
    }

    /** Focuses on a point of the picture as it is seen, each of its coordinates from 0 to 1. */
    fun focus(
        x: Float,
        y: Float,
    ) = handler.post {
        sight?.let { view?.focus(it.around(x, y)) }
    }

    /** Tries at once, by a person's wish. */
    fun retry() = handler.post { begin() }

    /** A person has said no. */
    fun refuse() = handler.post { report.lost(Absence.NOT_ALLOWED) }

    /** Lets everything go. */
    fun end() {
        handler.post {
            manager.unregisterAvailabilityCallback(availability)
            close()
            lantern.light(null)
            if (reading.isInitialized()) frames.close()
        }
        thread.quitSafely()
    }

    private fun follow(wanted: Wish?) {
        val before = wish
        wish = wanted
        when {
            wanted == null -> close()
            before != null && wanted.isOfSameCamera(before) -> adjust(wanted)
            else -> begin()
        }
    }

    private fun begin() {
        close()
        retries.forget()
        open()
    }

    @SuppressLint("MissingPermission") // Who wants the camera has been granted it.
    private fun open() {
        val wanted = wish ?: return
        isAwaited = false
        attempt {
            val lens = lookAround(wanted.facing) ?: return await(Absence.NONE)
            adjust(wanted)
            // Where the surface is not of the lens's size, it is given that first, and then comes with a wish of its own.
            if (wanted.size == lens.sizes(screen).picture) manager.openCamera(lens.id, states, handler)
        }
    }

    /** Finds the camera on a side, and what the device can do with it. */
    private fun lookAround(facing: Facing): Lens? {
        val lenses = Lens.all(manager)
        lens = lenses.on(facing)
        report.can(lens?.let(lenses::abilities) ?: Abilities())
        return lens
    }

    private val states =
        object : CameraDevice.StateCallback() {
            override fun onOpened(camera: CameraDevice) {
                // Another one, or none, may be wanted meanwhile.
                if (camera.id != lens?.id || wish == null) return camera.close()
                close()
                device = camera
                look(camera)
            }

            /** Another app has taken it. */
            override fun onDisconnected(camera: CameraDevice) = lost(camera) { await(Absence.IN_USE) }

            override fun onError(
                camera: CameraDevice,
                error: Int,
            ) = lost(camera) {
                when (error) {
                    ERROR_CAMERA_IN_USE, ERROR_MAX_CAMERAS_IN_USE -> await(Absence.IN_USE)
                    ERROR_CAMERA_DISABLED -> await(Absence.NONE)
                    else -> tryAgain()
                }
            }
        }

    private fun look(camera: CameraDevice) {
        val (wanted, lens) = (wish ?: return close()) to (lens ?: return)
        val size = lens.sizes(screen).frame
        val reader = ImageReader.newInstance(size.width, size.height, ImageFormat.YUV_420_888, FRAMES_AT_ONCE)
        reader.setOnImageAvailableListener(frames, handler)
        frames.forget()
        view =
            Viewing(lens, camera, reader, handler, onReady = ::ready, onFailed = { lost(camera, ::tryAgain) }).apply {
                start(wanted.surface, wanted.torch, wanted.isZoomed)
            }
    }

    private fun ready() {
        report.back()
        handler.postDelayed(held, LONG_ENOUGH)
    }

    private fun adjust(wanted: Wish) {
        view?.ask(wanted.torch, wanted.isZoomed)
        val seen = lens?.run { sight(sizes(screen).picture, wanted.turned, wanted.isZoomed) } ?: return
        sight = seen
        report.zoomed(wanted.isZoomed)
        onSight(seen)
    }

    private fun lost(
        camera: CameraDevice,
        then: () -> Unit,
    ) {
        camera.close()
        // One that was wanted or opened before: the other goes on.
        if (camera.id != lens?.id || (device != null && device !== camera)) return
        close()
        then()
    }

    /** Nothing is tried until the system says that it is free, or somebody asks for it. */
    private fun await(absence: Absence) {
        isAwaited = true
        lose(absence)
    }

    /** What failed is not told from what is taken: either may be over in a moment. */
    private fun tryAgain() {
        val pause = retries.next() ?: return lose(Absence.NONE)
        lose(Absence.IN_USE)
        handler.postDelayed(again, pause)
    }

    /** Whoever wants none has not lost it. */
    private fun lose(absence: Absence) {
        if (wish != null) report.lost(absence)
    }

    private fun close() {
        isAwaited = false
        handler.removeCallbacks(again)
        handler.removeCallbacks(held)
        view?.close()
        view = null
        device?.close()
        device = null
    }

    /** The system answers for whatever may have become of a camera meanwhile. */
    private inline fun attempt(call: () -> Unit) =
        try {
            call()
        } catch (refused: CameraAccessException) {
            when (refused.reason) {
                CameraAccessException.CAMERA_IN_USE, CameraAccessException.MAX_CAMERAS_IN_USE -> await(Absence.IN_USE)
                CameraAccessException.CAMERA_DISABLED -> await(Absence.NONE)
                else -> tryAgain()
            }
        } catch (_: SecurityException) {
            lose(Absence.NOT_ALLOWED)
        } catch (_: IllegalArgumentException) {
            // It went between being found and being opened.
            tryAgain()
        }

    private companion object {
        /** One that is read, and the latest. */
        const val FRAMES_AT_ONCE = 2

        /** Milliseconds after which a camera that is on has not failed. */
        const val LONG_ENOUGH = 5_000L
    }
}
