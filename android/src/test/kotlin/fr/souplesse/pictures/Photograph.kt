package fr.souplesse.pictures

import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.LinearGradient
import android.graphics.Paint
import android.graphics.Path
import android.graphics.PointF
import android.graphics.RadialGradient
import android.graphics.Shader
import kotlin.random.Random

/** What a camera sees at a door in the evening, drawn: lights out of focus, and a hand that holds a phone with a code before it. */
object Photograph {
    fun of(
        width: Int,
        height: Int,
        middle: PointF,
        half: Float,
    ): Bitmap {
        val bitmap = Bitmap.createBitmap(width, height, Bitmap.Config.ARGB_8888)
        val canvas = Canvas(bitmap)
        val (across, down) = width.toFloat() to height.toFloat()
        street(canvas, across, down)
        lights(canvas, across, down)
        hand(canvas, middle.x, middle.y, half)
        return bitmap
    }

    private fun street(
        canvas: Canvas,
        across: Float,
        down: Float,
    ) {
        val colors = intArrayOf(0xFF7C6A5A.toInt(), 0xFFB89A78.toInt(), 0xFF4A3C38.toInt())
        val paint = Paint().apply { shader = LinearGradient(0f, 0f, across / 3, down, colors, null, Shader.TileMode.CLAMP) }
        canvas.drawRect(0f, 0f, across, down, paint)
    }

    private fun lights(
        canvas: Canvas,
        across: Float,
        down: Float,
    ) {
        val random = Random(14)
        val colors = intArrayOf(0xFFFFE3A8.toInt(), 0xFFFFB45E.toInt(), 0xFFF4F1E8.toInt(), 0xFF9CC4E0.toInt())
        repeat(26) { number ->
            val (x, y) = random.nextFloat() * across to random.nextFloat() * down
            val radius = (0.03f + 0.07f * random.nextFloat()) * maxOf(across, down) / 2
            val color = colors[number % colors.size]
            val fade = intArrayOf(color and 0x00FFFFFF or 0x77000000, color and 0x00FFFFFF or 0x66000000, color and 0x00FFFFFF)
            val paint = Paint(Paint.ANTI_ALIAS_FLAG)
            paint.shader = RadialGradient(x, y, radius, fade, floatArrayOf(0f, 0.85f, 1f), Shader.TileMode.CLAMP)
            canvas.drawCircle(x, y, radius, paint)
        }
    }

    /** A little askew, as hands hold. */
    private fun hand(
        canvas: Canvas,
        x: Float,
        y: Float,
        half: Float,
    ) {
        canvas.save()
        canvas.rotate(-6f, x, y)
        val skin = Paint(Paint.ANTI_ALIAS_FLAG).apply { color = 0xFFC98F6C.toInt() }
        val palm = Path().apply { addRoundRect(x - half, y + half, x + half * 1.7f, y + half * 5, half, half, Path.Direction.CW) }
        canvas.drawPath(palm, skin)
        canvas.drawRoundRect(x + half * 0.8f, y - half * 0.2f, x + half * 1.3f, y + half * 2, half / 4, half / 4, skin)
        val glass = Paint(Paint.ANTI_ALIAS_FLAG).apply { color = 0xFF15171A.toInt() }
        canvas.drawRoundRect(x - half * 1.1f, y - half * 1.8f, x + half * 1.1f, y + half * 2.2f, half / 6, half / 6, glass)
        glass.color = 0xFFF3F4F6.toInt()
        canvas.drawRect(x - half, y - half * 1.5f, x + half, y + half * 1.9f, glass)
        code(canvas, x - half * 0.85f, y - half * 0.85f, half * 1.7f)
        canvas.restore()
    }

    /** Squares without a meaning, with the marks of a code at three corners. */
    private fun code(
        canvas: Canvas,
        left: Float,
        top: Float,
        side: Float,
    ) {
        val random = Random(9)
        val (dark, light) = Paint().apply { color = 0xFF101214.toInt() } to Paint().apply { color = 0xFFF3F4F6.toInt() }
        val module = side / MODULES
        val square = { paint: Paint, x: Int, y: Int, size: Int ->
            canvas.drawRect(left + x * module, top + y * module, left + (x + size) * module, top + (y + size) * module, paint)
        }
        for (y in 0 until MODULES) for (x in 0 until MODULES) if (random.nextBoolean()) square(dark, x, y, 1)
        for ((x, y) in listOf(0 to 0, MODULES - 7 to 0, 0 to MODULES - 7)) {
            square(light, maxOf(0, x - 1), maxOf(0, y - 1), 8)
            square(dark, x, y, 7)
            square(light, x + 1, y + 1, 5)
            square(dark, x + 2, y + 2, 3)
        }
    }

    private const val MODULES = 33
}
