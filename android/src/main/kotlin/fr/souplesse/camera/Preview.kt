package fr.souplesse.camera

import android.content.Context
import android.view.Surface
import android.view.SurfaceHolder
import android.view.SurfaceView
import android.view.View
import android.widget.FrameLayout

/** The camera's picture, which fills the screen and is cut at its edges, never squeezed. */
class Preview(
    context: Context,
    private val onSurface: (Surface?) -> Unit,
) : FrameLayout(context),
    SurfaceHolder.Callback {
    private val picture =
        SurfaceView(context).apply {
            holder.addCallback(this@Preview)
            holder.setFixedSize(WIDTH, HEIGHT)
            setSecure(true)
            importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
        }

    init {
        addView(picture)
        clipChildren = true
    }

    override fun onMeasure(
        widthSpec: Int,
        heightSpec: Int,
    ) {
        val (width, height) = MeasureSpec.getSize(widthSpec) to MeasureSpec.getSize(heightSpec)
        setMeasuredDimension(width, height)
        val (long, short) = if (width > height) WIDTH to HEIGHT else HEIGHT to WIDTH
        val scale = maxOf(width / long.toFloat(), height / short.toFloat())
        picture.measure(exactly(long * scale), exactly(short * scale))
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

    private fun exactly(size: Float) = MeasureSpec.makeMeasureSpec(size.toInt(), MeasureSpec.EXACTLY)

    private companion object {
        const val WIDTH = 1280
        const val HEIGHT = 720
    }
}
