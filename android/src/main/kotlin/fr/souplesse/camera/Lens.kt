package fr.souplesse.camera

import android.graphics.ImageFormat
import android.hardware.camera2.CameraCharacteristics
import android.hardware.camera2.CameraManager
import android.util.Size
import fr.souplesse.core.Facing
import kotlin.math.abs

/** One of the device's cameras, and what it can do. */
class Lens(
    val id: String,
    private val can: CameraCharacteristics,
) {
    val isFront = can[CameraCharacteristics.LENS_FACING] == CameraCharacteristics.LENS_FACING_FRONT

    /** By how much the sensor is turned against the device's upright. */
    private val mounted = can[CameraCharacteristics.SENSOR_ORIENTATION] ?: 0

    val hasTorch = can[CameraCharacteristics.FLASH_INFO_AVAILABLE] == true

    val canFocusAt = (can[CameraCharacteristics.CONTROL_MAX_REGIONS_AF] ?: 0) > 0

    /** The size of frames that is nearest to the one that codes are read best in. */
    val frameSize: Size
        get() {
            val sizes = can[CameraCharacteristics.SCALER_STREAM_CONFIGURATION_MAP]?.getOutputSizes(ImageFormat.YUV_420_888)
            val wanted = WIDTH * HEIGHT
            return sizes.orEmpty().minByOrNull { abs(it.width * it.height - wanted) + it.crookedness() } ?: Size(WIDTH, HEIGHT)
        }

    fun hasFocus(mode: Int) = can[CameraCharacteristics.CONTROL_AF_AVAILABLE_MODES]?.contains(mode) == true

    /** By how much a frame is to be turned to stand upright on a display that is itself turned by [display] degrees. */
    fun degrees(display: Int) = (if (isFront) mounted + display else mounted - display).mod(FULL_TURN)

    /** How the [picture] is seen on such a display. */
    fun sight(
        picture: Size,
        display: Int,
    ): Sight {
        val area = can[CameraCharacteristics.SENSOR_INFO_ACTIVE_ARRAY_SIZE]?.let { Size(it.width(), it.height()) }
        return Sight(area ?: picture, picture, degrees(display), isFront)
    }

    /** Of two sizes that are equally large, the one of the same form. */
    private fun Size.crookedness() = abs(width * HEIGHT - height * WIDTH) / WIDTH

    companion object {
        private const val WIDTH = 1280
        private const val HEIGHT = 720
        private const val FULL_TURN = 360

        /** The camera on that side, else any that there is. */
        fun of(
            manager: CameraManager,
            facing: Facing,
        ): Lens? {
            val lenses = manager.cameraIdList.map { Lens(it, manager.getCameraCharacteristics(it)) }
            return lenses.find { it.isFront == (facing == Facing.FRONT) } ?: lenses.firstOrNull()
        }
    }
}
