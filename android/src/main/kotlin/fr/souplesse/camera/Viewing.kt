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
    torch: Boolean,
    private val onReady: () -> Unit,
    private val onFailed: () -> Unit,
) : CameraCaptureSession.StateCallback() {
    private var session: CameraCaptureSession? = null
    private var surface: Surface? = null

    var torch = torch
        set(isOn) {
            if (field != isOn) {
                field = isOn
                repeat(null)
            }
        }

    @Suppress("DEPRECATION") // Its successor needs Android 9.
    fun start(surface: Surface) {
        this.surface = surface
        attempt { camera.createCaptureSession(listOf(surface, reader.surface), this, handler) }
    }

    override fun onConfigured(session: CameraCaptureSession) {
        this.session = session
        repeat(null)
        onReady()
    }

    override fun onConfigureFailed(session: CameraCaptureSession) = onFailed()

    /** Focuses on a part of the sensor's area, and stays there. */
    fun focus(part: Rect) {
        if (!lens.canFocusAt || !lens.hasFocus(CaptureRequest.CONTROL_AF_MODE_AUTO)) return
        repeat(MeteringRectangle(part, MeteringRectangle.METERING_WEIGHT_MAX))
    }

    fun close() {
        reader.setOnImageAvailableListener(null, null)
        session?.close()
        session = null
        reader.close()
    }

    private fun repeat(point: MeteringRectangle?) {
        val (session, surface) = (session ?: return) to (surface ?: return)
        attempt {
            val request = camera.createCaptureRequest(CameraDevice.TEMPLATE_PREVIEW)
            request.addTarget(surface)
            request.addTarget(reader.surface)
            if (lens.hasTorch) {
                request[CaptureRequest.FLASH_MODE] = if (torch) CaptureRequest.FLASH_MODE_TORCH else CaptureRequest.FLASH_MODE_OFF
            }
            focusBy(request, point)
            session.setRepeatingRequest(request.build(), null, handler)
            if (point != null) {
                request[CaptureRequest.CONTROL_AF_TRIGGER] = CaptureRequest.CONTROL_AF_TRIGGER_START
                session.capture(request.build(), null, handler)
            }
        }
    }

    private fun focusBy(
        request: CaptureRequest.Builder,
        point: MeteringRectangle?,
    ) {
        if (point != null) {
            request[CaptureRequest.CONTROL_AF_MODE] = CaptureRequest.CONTROL_AF_MODE_AUTO
            request[CaptureRequest.CONTROL_AF_REGIONS] = arrayOf(point)
        } else if (lens.hasFocus(CaptureRequest.CONTROL_AF_MODE_CONTINUOUS_PICTURE)) {
            request[CaptureRequest.CONTROL_AF_MODE] = CaptureRequest.CONTROL_AF_MODE_CONTINUOUS_PICTURE
        }
    }

    /** A camera that is being taken away fails at any call. */
    private fun attempt(call: () -> Unit) {
        try {
            call()
        } catch (_: CameraAccessException) {
            onFailed()
        } catch (_: IllegalStateException) {
            onFailed()
        } catch (_: IllegalArgumentException) {
            // The surface has gone meanwhile; the next one brings a wish of its own.
        }
    }
}
