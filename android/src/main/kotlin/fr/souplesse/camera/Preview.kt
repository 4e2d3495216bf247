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
    private val onSurface: (Surface?, Size) -> Unit,
) : FrameLayout(context),
    SurfaceHolder.Callback {
    private val picture =
        SurfaceView(context).apply {
            holder.addCallback(this@Preview)
            holder.setFixedSize(Sizes.BEST.width, Sizes.BEST.height)
            setSecure(true)
            importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
        }

    /** How the camera's picture is seen; `null` until one has told. Its surface is given the size of the picture. */
    var sight: Sight? = null
        set(sight) {
            if (field == sight) return
            field = sight
            size.run { picture.holder.setFixedSize(width, height) }
            requestLayout()
        }

    /** Whether there is a surface: without one, nothing of what was seen is left on it. */
    var isOn = true
        set(isOn) {
            field = isOn
            picture.visibility = if (isOn) View.VISIBLE else View.INVISIBLE
        }

    private val size get() = sight?.picture ?: Sizes.BEST

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

    /** Where on the screen a point of the picture is. */
    fun onScreen(seen: PointF): PointF {
        val corner = IntArray(2).also(picture::getLocationOnScreen)
        return PointF(corner[0] + seen.x * picture.width, corner[1] + seen.y * picture.height)
    }

    override fun onMeasure(
        widthSpec: Int,
        heightSpec: Int,
    ) {
        val (width, height) = MeasureSpec.getSize(widthSpec) to MeasureSpec.getSize(heightSpec)
        setMeasuredDimension(width, height)
        val form = if (sight?.isHigh ?: (height > width)) Size(size.height, size.width) else size
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
    ) = onSurface(holder.surface, Size(width, height))

    override fun surfaceDestroyed(holder: SurfaceHolder) = onSurface(null, size)

    private fun exactly(size: Float) = MeasureSpec.makeMeasureSpec(size.roundToInt(), MeasureSpec.EXACTLY)
}
