package fr.souplesse.stage

import android.content.Context
import android.graphics.ImageFormat
import android.graphics.Rect
import android.graphics.SurfaceTexture
import android.hardware.camera2.CameraAccessException
import android.hardware.camera2.CameraCaptureSession
import android.hardware.camera2.CameraCharacteristics
import android.hardware.camera2.CameraDevice
import android.hardware.camera2.CameraManager
import android.hardware.camera2.CaptureRequest
import android.hardware.camera2.params.MeteringRectangle
import android.media.Image
import android.media.ImageReader
import android.os.Handler
import android.util.Size
import android.view.Surface
import android.view.SurfaceHolder
import fr.souplesse.camera.Camera
import fr.souplesse.camera.Preview
import fr.souplesse.camera.Sizes
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.annotation.RealObject
import org.robolectric.shadow.api.Shadow
import org.robolectric.shadows.ShadowCameraCharacteristics
import org.robolectric.shadows.ShadowCameraDeviceImpl
import org.robolectric.shadows.ShadowCameraManager
import org.robolectric.shadows.ShadowCaptureRequestBuilder
import org.robolectric.shadows.ShadowImageReader
import org.robolectric.shadows.StreamConfigurationMapBuilder
import org.robolectric.util.ReflectionHelpers.ClassParameter
import java.lang.reflect.Method
import java.lang.reflect.Proxy
import java.time.Duration
import java.util.concurrent.CopyOnWriteArrayList

/** A phone's cameras: one on each side, with sensors of 4:3 that stand across. */
object Cameras {
    /** Plugs them in, and forgets what was seen of those of another test. */
    fun plugIn(context: Context) {
        WatchedReader.all.clear()
        WatchedRequest.all.clear()
        WatchedManager.opened.clear()
        WatchedManager.refuses = { null }
        WatchedDevice.fails = false
        change(context, "0", lens(CameraCharacteristics.LENS_FACING_BACK, mounted = 90))
        change(context, "1", lens(CameraCharacteristics.LENS_FACING_FRONT, mounted = 270))
    }

    /** This camera is another one now, or is gone. */
    fun change(
        context: Context,
        id: String,
        lens: CameraCharacteristics?,
    ) {
        val manager = context.getSystemService(CameraManager::class.java)
        if (id in manager.cameraIdList) shadowOf(manager).removeCamera(id)
        if (lens != null) shadowOf(manager).addCamera(id, lens)
    }

    fun lens(
        facing: Int,
        mounted: Int,
        zoom: Float = 1f,
        sizes: List<Size> = listOf(Sizes.BEST),
    ): CameraCharacteristics =
        ShadowCameraCharacteristics.newCameraCharacteristics().also {
            val map = StreamConfigurationMapBuilder.newBuilder()
            sizes.forEach { size -> map.addOutputSize(size).addOutputSize(ImageFormat.YUV_420_888, size) }
            with(shadowOf(it)) {
                set(CameraCharacteristics.LENS_FACING, facing)
                set(CameraCharacteristics.SENSOR_ORIENTATION, mounted)
                set(CameraCharacteristics.FLASH_INFO_AVAILABLE, facing == CameraCharacteristics.LENS_FACING_BACK)
                set(CameraCharacteristics.SENSOR_INFO_ACTIVE_ARRAY_SIZE, Rect(0, 0, 4000, 3000))
                set(CameraCharacteristics.SCALER_AVAILABLE_MAX_DIGITAL_ZOOM, zoom)
                set(CameraCharacteristics.SCALER_STREAM_CONFIGURATION_MAP, map.build())
                set(CameraCharacteristics.CONTROL_MAX_REGIONS_AF, 1)
                set(CameraCharacteristics.CONTROL_MAX_REGIONS_AE, 1)
                set(CameraCharacteristics.CONTROL_AF_AVAILABLE_MODES, MODES)
            }
        }

    private val MODES = intArrayOf(CaptureRequest.CONTROL_AF_MODE_AUTO, CaptureRequest.CONTROL_AF_MODE_CONTINUOUS_PICTURE)
}

/** The camera's thread is a real one. */
fun Camera.settle() = repeat(ROUNDS) { shadowOf(thread.looper).idle() }

/** After so many milliseconds. */
fun Camera.settle(millis: Long) {
    shadowOf(thread.looper).idleFor(Duration.ofMillis(millis))
    settle()
}

/** What Android does with a view that shows a camera's picture. */
fun Preview.surfaceComes(size: Size = Sizes.BEST) = surfaceChanged(holderOf(Surface(SurfaceTexture(0))), 0, size.width, size.height)

fun Preview.surfaceGoes() = surfaceDestroyed(holderOf(null))

private fun holderOf(surface: Surface?): SurfaceHolder {
    val loader = SurfaceHolder::class.java.classLoader
    val answer = { _: Any, method: Method, _: Array<Any>? -> surface.takeIf { method.name == "getSurface" } }
    return Proxy.newProxyInstance(loader, arrayOf(SurfaceHolder::class.java), answer) as SurfaceHolder
}

/** A reader of images that tells what became of it, and takes the pictures of a test. */
@Implements(ImageReader::class)
class WatchedReader : ShadowImageReader() {
    @RealObject
    lateinit var reader: ImageReader
    var isClosed = false

    @Implementation
    override fun nativeGetSurface(): Surface {
        if (this !in all) all += this
        return super.nativeGetSurface()
    }

    @Implementation
    override fun close() {
        isClosed = true
        super.close()
    }

    /** As if the camera had taken the next picture. */
    fun take() = reader.surface.unlockCanvasAndPost(null)

    companion object {
        /** All that there were, the last one last. */
        val all = CopyOnWriteArrayList<WatchedReader>()

        val last get() = all.last()
    }
}

/** An image of a [WatchedReader], on which is what the test says. */
@Implements(className = "android.media.ImageReader\$SurfaceImage")
class WatchedImage : ShadowImageReader.ShadowSurfaceImage() {
    @Implementation
    override fun getWidth() = seen!!.width

    @Implementation
    override fun getHeight() = seen!!.height

    @Implementation
    fun getPlanes(): Array<Image.Plane> = arrayOf(seen!!.plane())

    companion object {
        @Volatile
        var seen: Samples.Luma? = null
    }
}

/** What was asked of the camera, one request after the other. */
@Implements(CaptureRequest.Builder::class)
class WatchedRequest : ShadowCaptureRequestBuilder() {
    private val asked = mutableMapOf<String, Any?>()

    @Implementation
    override fun <T : Any?> set(
        key: CaptureRequest.Key<T>,
        value: T,
    ) {
        if (asked.isEmpty()) all += asked
        asked[key.name] = value
        super.set(key, value)
    }

    companion object {
        val all = CopyOnWriteArrayList<Map<String, Any?>>()

        /** Of the last request. */
        fun <T> last(key: CaptureRequest.Key<T>) = all.last()[key.name]

        fun <T> each(key: CaptureRequest.Key<T>) = all.mapNotNull { it[key.name] }

        /** The places of the sensor that were last focused on. */
        val focus get() = (each(CaptureRequest.CONTROL_AF_REGIONS).last() as Array<*>).map { (it as MeteringRectangle).rect }
    }
}

/** The system's cameras, which refuse to be opened where the test says so. */
@Implements(CameraManager::class)
class WatchedManager : ShadowCameraManager() {
    @RealObject
    lateinit var manager: CameraManager

    @Implementation
    fun openCamera(
        id: String,
        callback: CameraDevice.StateCallback,
        handler: Handler?,
    ) {
        opened += id
        refuses()?.let { throw it }
        Shadow.directlyOn<Any, CameraManager>(
            manager,
            CameraManager::class.java,
            "openCamera",
            ClassParameter.from(String::class.java, id),
            ClassParameter.from(CameraDevice.StateCallback::class.java, callback),
            ClassParameter.from(Handler::class.java, handler),
        )
    }

    companion object {
        /** Every try, whatever became of it. */
        val opened = CopyOnWriteArrayList<String>()

        @Volatile
        var refuses: () -> Exception? = { null }
    }
}

/** A camera that gives no pictures where the test says so. */
@Implements(className = "android.hardware.camera2.impl.CameraDeviceImpl")
class WatchedDevice : ShadowCameraDeviceImpl() {
    @Implementation
    override fun createCaptureSession(
        surfaces: List<Surface>,
        callback: CameraCaptureSession.StateCallback,
        handler: Handler?,
    ) {
        if (fails) throw CameraAccessException(CameraAccessException.CAMERA_ERROR)
        super.createCaptureSession(surfaces, callback, handler)
    }

    companion object {
        @Volatile
        var fails = false
    }
}

private const val ROUNDS = 6
