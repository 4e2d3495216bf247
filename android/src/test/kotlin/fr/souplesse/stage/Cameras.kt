package fr.souplesse.stage

import android.content.Context
import android.graphics.Rect
import android.graphics.SurfaceTexture
import android.hardware.camera2.CameraCharacteristics
import android.hardware.camera2.CameraManager
import android.hardware.camera2.CaptureRequest
import android.hardware.camera2.params.MeteringRectangle
import android.media.Image
import android.media.ImageReader
import android.view.Surface
import android.view.SurfaceHolder
import fr.souplesse.camera.Camera
import fr.souplesse.camera.Preview
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.annotation.RealObject
import org.robolectric.shadows.ShadowCameraCharacteristics
import org.robolectric.shadows.ShadowCaptureRequestBuilder
import org.robolectric.shadows.ShadowImageReader
import java.lang.reflect.Method
import java.lang.reflect.Proxy
import java.util.concurrent.CopyOnWriteArrayList

/** A phone's cameras: one on each side, with sensors of 4:3 that stand across. */
object Cameras {
    /** Plugs them in, and forgets what was seen of those of another test. */
    fun plugIn(context: Context) {
        WatchedReader.all.clear()
        WatchedRequest.focus = emptyList()
        val manager = shadowOf(context.getSystemService(CameraManager::class.java))
        manager.addCamera("0", lens(CameraCharacteristics.LENS_FACING_BACK, mounted = 90))
        manager.addCamera("1", lens(CameraCharacteristics.LENS_FACING_FRONT, mounted = 270))
    }

    fun lens(
        facing: Int,
        mounted: Int,
    ): CameraCharacteristics =
        ShadowCameraCharacteristics.newCameraCharacteristics().also {
            with(shadowOf(it)) {
                set(CameraCharacteristics.LENS_FACING, facing)
                set(CameraCharacteristics.SENSOR_ORIENTATION, mounted)
                set(CameraCharacteristics.FLASH_INFO_AVAILABLE, facing == CameraCharacteristics.LENS_FACING_BACK)
                set(CameraCharacteristics.SENSOR_INFO_ACTIVE_ARRAY_SIZE, Rect(0, 0, 4000, 3000))
                set(CameraCharacteristics.CONTROL_MAX_REGIONS_AF, 1)
                set(CameraCharacteristics.CONTROL_AF_AVAILABLE_MODES, intArrayOf(CaptureRequest.CONTROL_AF_MODE_AUTO))
            }
        }
}

/** The camera's thread is a real one. */
fun Camera.settle() = repeat(ROUNDS) { shadowOf(thread.looper).idle() }

/** What Android does with a view that shows a camera's picture. */
fun Preview.surfaceComes() = surfaceChanged(holderOf(Surface(SurfaceTexture(0))), 0, Preview.PICTURE.width, Preview.PICTURE.height)

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

/** What was last asked of the camera's focus. */
@Implements(CaptureRequest.Builder::class)
class WatchedRequest : ShadowCaptureRequestBuilder() {
    @Implementation
    override fun <T : Any?> set(
        key: CaptureRequest.Key<T>,
        value: T,
    ) {
        if (key == CaptureRequest.CONTROL_AF_REGIONS) focus = (value as Array<*>).map { (it as MeteringRectangle).rect }
        super.set(key, value)
    }

    companion object {
        @Volatile
        var focus = emptyList<Rect>()
    }
}

private const val ROUNDS = 6
