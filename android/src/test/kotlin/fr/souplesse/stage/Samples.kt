package fr.souplesse.stage

import android.media.Image
import fr.souplesse.core.LumaFrame
import fr.souplesse.core.Rotation
import fr.souplesse.core.Scanner
import java.io.File
import java.nio.ByteBuffer
import javax.imageio.ImageIO

/** The sample pictures of `tests/samples`, and the codes on them. */
object Samples {
    private val folder = File("../tests/samples")

    /** Luma of a picture, one byte a pixel, in a direct buffer as a camera gives it. */
    class Luma(
        val width: Int,
        val height: Int,
        val stride: Int,
        val bytes: ByteBuffer,
    ) {
        /** As the first plane of an image of a camera, whose buffer may begin later. */
        fun plane(skipped: Int = 0) =
            object : Image.Plane() {
                override fun getRowStride() = stride

                override fun getPixelStride() = 1

                override fun getBuffer(): ByteBuffer {
                    val buffer = ByteBuffer.allocateDirect(skipped + bytes.capacity())
                    buffer.position(skipped)
                    buffer.put(bytes.duplicate())
                    buffer.position(skipped)
                    return buffer
                }
            }
    }

    /** A picture of nothing, in so much light: 0 to 255. */
    fun grey(light: Int): Luma {
        val (width, height) = 640 to 480
        val bytes = ByteBuffer.allocateDirect(width * height)
        while (bytes.hasRemaining()) bytes.put(light.toByte())
        bytes.rewind()
        return Luma(width, height, width, bytes)
    }

    fun luma(
        name: String,
        padding: Int = 0,
    ): Luma {
        val file = folder.listFiles()!!.single { it.name.startsWith(name) }
        val picture = ImageIO.read(file)
        val stride = picture.width + padding
        val bytes = ByteBuffer.allocateDirect(stride * picture.height)
        for (y in 0 until picture.height) {
            for (x in 0 until picture.width) {
                val rgb = picture.getRGB(x, y)
                val grey = ((rgb shr 16 and 255) * 299 + (rgb shr 8 and 255) * 587 + (rgb and 255) * 114) / 1000
                bytes.put(y * stride + x, grey.toByte())
            }
        }
        return Luma(picture.width, picture.height, stride, bytes)
    }

    /** The first code on a picture. */
    fun code(name: String): ByteArray {
        val luma = luma(name)
        val frame = LumaFrame(luma.width.toUInt(), luma.height.toUInt(), luma.stride.toUInt(), Rotation.DEG0, null)
        return Scanner().use {
            it
                .scanStill(luma.bytes, frame)
                .codes
                .first()
                .content
        }
    }
}
