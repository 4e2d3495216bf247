package fr.souplesse.camera

import android.graphics.Rect
import android.hardware.camera2.CameraAccessException
import android.hardware.camera2.CameraCaptureSession
import android.hardware.camera2.CameraDevice
import android.hardware.camera2.CaptureRequest
import android.hardware.camera2.params.MeteringRectangle
import android.media.ImageReader
import android.os.Handler
import android.view.Surface

/** One camera that is on: a picture on the screen, and frames for the scanner. */
internal class Viewing(
    private val lens: Lens,
    private val camera: CameraDevice,
    private val reader: ImageReader,
    private val handler: Handler,
    private val onReady: () -> Unit,
    private val onFailed: () -> Unit,
) : CameraCaptureSession.StateCallback() {
    private var session: CameraCaptureSession? = null
    private var surface: Surface? = null
    private var torch = false
    private var isZoomed = false
    private var isOver = false

    /** Where somebody has touched the picture a moment ago. */
    private var point: MeteringRectangle? = null
    private val letGo =
        Runnable {
            trigger(CaptureRequest.CONTROL_AF_TRIGGER_CANCEL)
            point = null
            repeat()
        }

    @Suppress("DEPRECATION") // Its successor needs Android 9.
    fun start(
        surface: Surface,
        torch: Boolean,
        isZoomed: Boolean,
    ) {
        this.surface = surface
        this.torch = torch
        this.isZoomed = isZoomed
        attempt { camera.createCaptureSession(listOf(surface, reader.surface), this, handler) }
    }

    fun ask(
        torch: Boolean,
        isZoomed: Boolean,
    ) {
        if (this.torch == torch && this.isZoomed == isZoomed) return
        this.torch = torch
        this.isZoomed = isZoomed
        repeat()
    }

    override fun onConfigured(session: CameraCaptureSession) {
        if (isOver) return session.close()
        this.session = session
        repeat()
        if (!isOver) onReady()
    }

    override fun onConfigureFailed(session: CameraCaptureSession) = fail()

    /** Sees to a part of the sensor's area, and after some seconds to the whole again: the next pass is held elsewhere. */
    fun focus(part: Rect) {
        if (!lens.canFocusAt && !lens.canMeterAt) return
        handler.removeCallbacks(letGo)
        point = MeteringRectangle(part, MeteringRectangle.METERING_WEIGHT_MAX)
        repeat()
        trigger(CaptureRequest.CONTROL_AF_TRIGGER_START)
        handler.postDelayed(letGo, HELD)
    }

    fun close() {
        isOver = true
        handler.removeCallbacks(letGo)
        reader.setOnImageAvailableListener(null, null)
        session?.close()
        session = null
        reader.close()
    }

    private fun repeat() {
        val session = session ?: return
        attempt { session.setRepeatingRequest(request().build(), null, handler) }
    }

    /** Begins to focus on the point, or ends it: once, not with each frame. */
    private fun trigger(how: Int) {
        val session = session ?: return
        if (!lens.canFocusAt) return
        attempt {
            val request = request()
            request[CaptureRequest.CONTROL_AF_TRIGGER] = how
            session.capture(request.build(), null, handler)
        }
    }

    private fun request(): CaptureRequest.Builder {
        val request = camera.createCaptureRequest(CameraDevice.TEMPLATE_PREVIEW)
        request.addTarget(surface!!)
        request.addTarget(reader.surface)
        if (lens.hasTorch) {
            request[CaptureRequest.FLASH_MODE] = if (torch) CaptureRequest.FLASH_MODE_TORCH else CaptureRequest.FLASH_MODE_OFF
        }
        lens.crop(isZoomed)?.let { request[CaptureRequest.SCALER_CROP_REGION] = it }
        lookBy(request)
        return request
    }

    private fun lookBy(request: CaptureRequest.Builder) {
        val point = point
        if (point != null && lens.canMeterAt) request[CaptureRequest.CONTROL_AE_REGIONS] = arrayOf(point)
        if (point != null && lens.canFocusAt) {
            request[CaptureRequest.CONTROL_AF_MODE] = CaptureRequest.CONTROL_AF_MODE_AUTO
            request[CaptureRequest.CONTROL_AF_REGIONS] = arrayOf(point)
        } else if (lens.hasFocus(CaptureRequest.CONTROL_AF_MODE_CONTINUOUS_PICTURE)) {
            request[CaptureRequest.CONTROL_AF_MODE] = CaptureRequest.CONTROL_AF_MODE_CONTINUOUS_PICTURE
        }
    }

    private fun fail() {
        if (!isOver) onFailed()
    }

    /** A camera that is being taken away fails at any call. */
    private inline fun attempt(call: () -> Unit) {
        try {
            call()
        } catch (_: CameraAccessException) {
            fail()
        } catch (_: IllegalStateException) {
            fail()
        } catch (_: IllegalArgumentException) {
            // Where the surface has gone meanwhile, the next one brings a wish of its own.
            if (surface?.isValid == true) fail()
        }
    }

    private companion object {
        /** Milliseconds for which the picture is seen to where it was touched. */
        const val HELD = 3_500L
    }
}
