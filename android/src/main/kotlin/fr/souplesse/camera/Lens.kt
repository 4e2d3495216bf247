package fr.souplesse.camera

import android.graphics.ImageFormat
import android.graphics.Rect
import android.hardware.camera2.CameraCharacteristics
import android.hardware.camera2.CameraManager
import android.hardware.camera2.CameraMetadata
import android.hardware.camera2.CaptureRequest
import android.util.Size
import android.view.SurfaceHolder
import fr.souplesse.core.Facing

/** One of the device's cameras, and what it can do. */
class Lens(
    val id: String,
    private val can: CameraCharacteristics,
) {
    val isFront = can[CameraCharacteristics.LENS_FACING] == CameraCharacteristics.LENS_FACING_FRONT

    /** By how much the sensor is turned against the device's upright. */
    private val mounted = can[CameraCharacteristics.SENSOR_ORIENTATION] ?: 0

    val hasTorch = can[CameraCharacteristics.FLASH_INFO_AVAILABLE] == true

    val canFocusAt = (can[CameraCharacteristics.CONTROL_MAX_REGIONS_AF] ?: 0) > 0 && hasFocus(CaptureRequest.CONTROL_AF_MODE_AUTO)

    /** Whether it can be as bright as one point needs it. */
    val canMeterAt = (can[CameraCharacteristics.CONTROL_MAX_REGIONS_AE] ?: 0) > 0

    private val area = can[CameraCharacteristics.SENSOR_INFO_ACTIVE_ARRAY_SIZE]

    val canZoom = area != null && (can[CameraCharacteristics.SCALER_AVAILABLE_MAX_DIGITAL_ZOOM] ?: 1f) >= ZOOM

    /** Some are for depth alone, or for the system. */
    private val givesPictures =
        can[CameraCharacteristics.REQUEST_AVAILABLE_CAPABILITIES]
            ?.contains(CameraMetadata.REQUEST_AVAILABLE_CAPABILITIES_BACKWARD_COMPATIBLE) != false

    fun hasFocus(mode: Int) = can[CameraCharacteristics.CONTROL_AF_AVAILABLE_MODES]?.contains(mode) == true

    /** The sizes that it gives, on a screen of this size. */
    fun sizes(screen: Size): Sizes {
        val map = can[CameraCharacteristics.SCALER_STREAM_CONFIGURATION_MAP]
        val pictures = map?.getOutputSizes(SurfaceHolder::class.java).orEmpty().toList()
        return Sizes.of(pictures, map?.getOutputSizes(ImageFormat.YUV_420_888).orEmpty().toList(), screen)
    }

    /** The middle of the sensor, where that is all that is seen. */
    fun crop(isZoomed: Boolean): Rect? {
        if (area == null || !isZoomed || !canZoom) return null
        val (across, down) = area.width() / ZOOM / 2 to area.height() / ZOOM / 2
        return Rect(area.centerX() - across, area.centerY() - down, area.centerX() + across, area.centerY() + down)
    }

    /** By how much a frame is to be turned to stand upright on a display that is itself turned by [display] degrees. */
    fun degrees(display: Int) = (if (isFront) mounted + display else mounted - display).mod(FULL_TURN)

    /** How the [picture] is seen on such a display. */
    fun sight(
        picture: Size,
        display: Int,
        isZoomed: Boolean = false,
    ): Sight {
        val size = area?.let { Size(it.width(), it.height()) } ?: picture
        return Sight(size, picture, degrees(display), isFront, if (isZoomed && canZoom) ZOOM else 1)
    }

    companion object {
        private const val FULL_TURN = 360

        /** A step between an arm's length and a table. */
        private const val ZOOM = 2

        fun all(manager: CameraManager): List<Lens> =
            manager.cameraIdList.map { Lens(it, manager.getCameraCharacteristics(it)) }.filter { it.givesPictures }
    }
}

/** The camera on that side, else any that there is. */
internal fun List<Lens>.on(facing: Facing) = find { it.isFront == (facing == Facing.FRONT) } ?: firstOrNull()

/** What the device can do where this is the camera that looks. */
internal fun List<Lens>.abilities(lens: Lens) = Abilities(lens.hasTorch, lens.canZoom, otherSide = any { it.isFront != lens.isFront })
