package fr.souplesse.camera

import android.hardware.camera2.CameraAccessException
import android.hardware.camera2.CameraManager

/** The torch while the camera is off: a paper is read by its light. */
internal class Lantern(
    private val manager: CameraManager,
) {
    private var lit: String? = null

    /** Lights that of this camera, or none. */
    fun light(id: String?) {
        if (id == lit) return
        lit?.let { switch(it, false) }
        lit = id?.takeIf { switch(it, true) }
    }

    /** A camera that is being taken up has put out its torch itself. */
    private fun switch(
        id: String,
        isOn: Boolean,
    ) = try {
        manager.setTorchMode(id, isOn)
        true
    } catch (_: CameraAccessException) {
        false
    } catch (_: IllegalArgumentException) {
        false
    }
}
