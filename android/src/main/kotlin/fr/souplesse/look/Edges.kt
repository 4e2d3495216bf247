package fr.souplesse.look

import android.content.Context
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.Paint
import android.os.Build
import android.view.View
import android.view.Window
import android.view.WindowInsets
import android.view.WindowManager
import android.widget.FrameLayout

/** Goes to the edges of the screen. What lies on it keeps clear of bars, notches and the keyboard; behind those is [edge]. */
class Edges(
    context: Context,
) : FrameLayout(context) {
    private val paint = Paint()

    /** Before Android 8 the signs of the bar with the keys are always light, and so it is always dark. */
    private val ofKeys = if (Build.VERSION.SDK_INT < Build.VERSION_CODES.O) Paint().apply { color = Color.BLACK } else paint

    /** The colour behind the bars, whose own signs are dark on a light one. */
    var edge = Color.BLACK
        set(color) {
            field = color
            paint.color = color
            drawBehindBars(isLight(color))
            invalidate()
        }

    init {
        setWillNotDraw(false)
        drawBehindBars(false)
    }

    @Suppress("DEPRECATION") // Their successors need Android 11.
    override fun onApplyWindowInsets(insets: WindowInsets): WindowInsets {
        val notch = if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) insets.displayCutout else null
        setPadding(
            maxOf(insets.systemWindowInsetLeft, notch?.safeInsetLeft ?: 0),
            maxOf(insets.systemWindowInsetTop, notch?.safeInsetTop ?: 0),
            maxOf(insets.systemWindowInsetRight, notch?.safeInsetRight ?: 0),
            maxOf(insets.systemWindowInsetBottom, notch?.safeInsetBottom ?: 0),
        )
        return insets
    }

    override fun onDraw(canvas: Canvas) {
        val (left, top, right, bottom) = listOf(paddingLeft, paddingTop, width - paddingRight, height - paddingBottom).map(Int::toFloat)
        canvas.drawRect(0f, 0f, width.toFloat(), top, paint)
        canvas.drawRect(0f, bottom, width.toFloat(), height.toFloat(), ofKeys)
        canvas.drawRect(0f, top, left, bottom, ofKeys)
        canvas.drawRect(right, top, width.toFloat(), bottom, ofKeys)
    }

    @Suppress("DEPRECATION") // Its successor needs Android 11.
    private fun drawBehindBars(isLight: Boolean) {
        val dark = SYSTEM_UI_FLAG_LIGHT_STATUS_BAR or if (Build.VERSION.SDK_INT >= 26) SYSTEM_UI_FLAG_LIGHT_NAVIGATION_BAR else 0
        systemUiVisibility =
            View.SYSTEM_UI_FLAG_LAYOUT_STABLE or
            View.SYSTEM_UI_FLAG_LAYOUT_FULLSCREEN or
            View.SYSTEM_UI_FLAG_LAYOUT_HIDE_NAVIGATION or
            if (isLight) dark else 0
    }

    private fun isLight(color: Int) = 299 * Color.red(color) + 587 * Color.green(color) + 114 * Color.blue(color) > HALF

    private companion object {
        const val HALF = 128 * 1000
    }
}

/** The camera's picture goes beside the notch too; what lies on it keeps clear of it. */
fun Window.drawAroundNotch() {
    if (Build.VERSION.SDK_INT < Build.VERSION_CODES.P) return
    val mode =
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.R) {
            WindowManager.LayoutParams.LAYOUT_IN_DISPLAY_CUTOUT_MODE_ALWAYS
        } else {
            WindowManager.LayoutParams.LAYOUT_IN_DISPLAY_CUTOUT_MODE_SHORT_EDGES
        }
    attributes = attributes.apply { layoutInDisplayCutoutMode = mode }
}
