package fr.souplesse.camera

import android.content.Context
import android.graphics.PointF
import android.util.Size
import android.view.Surface
import android.view.SurfaceHolder
import android.view.SurfaceView
import android.view.View
import android.widget.FrameLayout
import kotlin.math.roundToInt

/** The camera's picture, which fills the screen and is cut at its edges, never squeezed. */
class Preview(
    context: Context,
    private val onSurface: (Surface?) -> Unit,
) : FrameLayout(context),
    SurfaceHolder.Callback {
    private val picture =
        SurfaceView(context).apply {
            holder.addCallback(this@Preview)
            holder.setFixedSize(PICTURE.width, PICTURE.height)
            setSecure(true)
            importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
        }

    /** Whether the picture stands upright on its shorter side; `null` until a camera has told. */
    var isHigh: Boolean? = null
        set(isHigh) {
            if (field != isHigh) {
                field = isHigh
                requestLayout()
            }
        }

    init {
        addView(picture)
        clipChildren = true
    }

    /** Where on the picture a point of the screen is, from 0 to 1 in each direction. */
    fun onPicture(
        x: Float,
        y: Float,
    ): PointF {
        val corner = IntArray(2).also(picture::getLocationOnScreen)
        return PointF((x - corner[0]) / picture.width, (y - corner[1]) / picture.height)
    }

    override fun onMeasure(
        widthSpec: Int,
        heightSpec: Int,
    ) {
        val (width, height) = MeasureSpec.getSize(widthSpec) to MeasureSpec.getSize(heightSpec)
        setMeasuredDimension(width, height)
        val form = if (isHigh ?: (height > width)) Size(PICTURE.height, PICTURE.width) else PICTURE
        val scale = maxOf(width / form.width.toFloat(), height / form.height.toFloat())
        picture.measure(exactly(form.width * scale), exactly(form.height * scale))
    }

    override fun onLayout(
        changed: Boolean,
        left: Int,
        top: Int,
        right: Int,
        bottom: Int,
    ) {
        val x = (right - left - picture.measuredWidth) / 2
        val y = (bottom - top - picture.measuredHeight) / 2
        picture.layout(x, y, x + picture.measuredWidth, y + picture.measuredHeight)
    }

    override fun surfaceCreated(holder: SurfaceHolder) = Unit

    override fun surfaceChanged(
        holder: SurfaceHolder,
        format: Int,
        width: Int,
        height: Int,
    ) = onSurface(holder.surface)

    override fun surfaceDestroyed(holder: SurfaceHolder) = onSurface(null)

    private fun exactly(size: Float) = MeasureSpec.makeMeasureSpec(size.roundToInt(), MeasureSpec.EXACTLY)

    companion object {
        /** The picture as the camera gives it. */
        val PICTURE = Size(1280, 720)
    }
}
