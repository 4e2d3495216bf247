package fr.souplesse.screens

import android.graphics.Canvas
import android.graphics.Color
import android.graphics.Paint
import android.view.View
import android.view.accessibility.AccessibilityNodeInfo
import android.widget.ImageView
import fr.souplesse.look.Kit
import fr.souplesse.look.Qr

/** An address as a QR code, black on white with its quiet zone. One that is too long is only written below it. */
internal class PortalCode(
    kit: Kit,
    address: String,
) : View(kit.context) {
    private val code = Qr.of(address)
    private val most = kit.dp(if (kit.isTablet) MOST_OF_TABLET else MOST)
    private val white = Paint().apply { color = Color.WHITE }
    private val black = Paint().apply { color = Color.BLACK }

    init {
        contentDescription = address
    }

    override fun onMeasure(
        widthSpec: Int,
        heightSpec: Int,
    ) {
        val width = MeasureSpec.getSize(widthSpec)
        val height = if (MeasureSpec.getMode(heightSpec) == MeasureSpec.UNSPECIFIED) width else MeasureSpec.getSize(heightSpec)
        val side = if (code == null) 0 else minOf(width, height, most)
        setMeasuredDimension(width, side)
    }

    override fun onInitializeAccessibilityNodeInfo(info: AccessibilityNodeInfo) {
        super.onInitializeAccessibilityNodeInfo(info)
        info.className = ImageView::class.java.name
    }

    /** Each module is a whole number of pixels. */
    override fun onDraw(canvas: Canvas) {
        val code = code ?: return
        val side = minOf(width, height)
        val module = side / (code.size + 2 * QUIET)
        val edge = module * (code.size + 2 * QUIET)
        val (left, top) = (width - edge) / 2 to (height - edge) / 2
        canvas.drawRect(left.toFloat(), top.toFloat(), (left + edge).toFloat(), (top + edge).toFloat(), white)
        for (y in 0 until code.size) {
            for (x in 0 until code.size) {
                if (!code.isDark(x, y)) continue
                val (moduleLeft, moduleTop) = left + (x + QUIET) * module to top + (y + QUIET) * module
                canvas.drawRect(
                    moduleLeft.toFloat(),
                    moduleTop.toFloat(),
                    (moduleLeft + module).toFloat(),
                    (moduleTop + module).toFloat(),
                    black,
                )
            }
        }
    }

    private companion object {
        const val QUIET = 4
        const val MOST = 320
        const val MOST_OF_TABLET = 480
    }
}
