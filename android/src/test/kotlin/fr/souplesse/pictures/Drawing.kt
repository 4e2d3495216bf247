package fr.souplesse.pictures

import android.graphics.Bitmap
import android.graphics.Canvas
import android.view.View
import java.awt.image.BufferedImage
import java.awt.image.DataBufferByte
import java.awt.image.IndexColorModel
import java.io.File
import javax.imageio.IIOImage
import javax.imageio.ImageIO
import javax.imageio.ImageWriteParam

/** A screen as it is drawn, pixel by pixel. */
class Drawing(
    val width: Int,
    val height: Int,
    val pixels: IntArray,
) {
    /** Whether two drawings are the same to the eye. */
    fun differsFrom(other: Drawing): Boolean {
        if (width != other.width || height != other.height) return true
        val different = pixels.indices.count { at -> pixels[at] != other.pixels[at] && distance(pixels[at], other.pixels[at]) > JUST_SEEN }
        return different > pixels.size / FEW
    }

    fun save(file: File) {
        val picture = indexed()
        val writer = ImageIO.getImageWritersByFormatName("png").next()
        val options = writer.defaultWriteParam
        options.compressionMode = ImageWriteParam.MODE_EXPLICIT
        options.compressionQuality = 0f
        file.parentFile.mkdirs()
        ImageIO.createImageOutputStream(file.also { it.delete() }).use { stream ->
            writer.output = stream
            writer.write(null, IIOImage(picture, null, null), options)
        }
        writer.dispose()
    }

    /** As it is kept: the same, with as many colours as a small file has. */
    fun asKept(): Drawing {
        val picture = indexed()
        return Drawing(width, height, picture.getRGB(0, 0, width, height, null, 0, width))
    }

    /** With a palette of its most frequent colours; of those that are alike one, so that a rare one has room. */
    private fun indexed(): BufferedImage {
        val palette = palette()
        val model = IndexColorModel(8, palette.size, palette, 0, false, -1, 0)
        val picture = BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model)
        val indices = (picture.raster.dataBuffer as DataBufferByte).data
        val nearest = HashMap<Int, Byte>()
        runs { from, until ->
            val pixel = pixels[from]
            val index = nearest.getOrPut(pixel) { palette.indices.minBy { distance(palette[it], pixel) }.toByte() }
            indices.fill(index, from, until)
        }
        return picture
    }

    private fun palette(): IntArray {
        val counts = HashMap<Int, Int>()
        runs { from, until -> counts.merge(pixels[from], until - from, Int::plus) }
        val palette = mutableListOf<Int>()
        for (color in counts.entries.sortedByDescending { it.value }.map { it.key }) {
            if (palette.size == COLOURS) break
            if (palette.none { distance(it, color) < ALIKE }) palette += color
        }
        return palette.toIntArray()
    }

    /** Pixels of one colour that follow each other: of those there are few, and of pixels a million. */
    private inline fun runs(each: (Int, Int) -> Unit) {
        var from = 0
        for (at in 1..pixels.size) {
            if (at < pixels.size && pixels[at] == pixels[from]) continue
            each(from, at)
            from = at
        }
    }

    companion object {
        /** The sum of the differences of red, green and blue that nobody sees. */
        private const val JUST_SEEN = 24

        /** One pixel of so many may differ more. */
        private const val FEW = 5000
        private const val COLOURS = 64

        /** The sum of differences below which one colour of a palette does for another. */
        private const val ALIKE = 10

        fun of(
            view: View,
            behind: Int = 0xFF202428.toInt(),
        ): Drawing {
            val bitmap = Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888)
            bitmap.eraseColor(behind)
            view.draw(Canvas(bitmap))
            val pixels = IntArray(view.width * view.height)
            bitmap.getPixels(pixels, 0, view.width, 0, 0, view.width, view.height)
            bitmap.recycle()
            return Drawing(view.width, view.height, pixels.apply { indices.forEach { this[it] = this[it] or (255 shl 24) } })
        }

        fun of(file: File): Drawing {
            val picture = ImageIO.read(file)
            return Drawing(picture.width, picture.height, picture.getRGB(0, 0, picture.width, picture.height, null, 0, picture.width))
        }

        private fun distance(
            one: Int,
            other: Int,
        ) = part(one, other, 16) + part(one, other, 8) + part(one, other, 0)

        private fun part(
            one: Int,
            other: Int,
            shift: Int,
        ) = kotlin.math.abs((one shr shift and 255) - (other shr shift and 255))
    }
}
