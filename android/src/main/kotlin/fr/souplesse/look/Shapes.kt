package fr.souplesse.look

import android.content.res.ColorStateList
import android.content.res.Resources
import android.graphics.Color
import android.graphics.drawable.ColorDrawable
import android.graphics.drawable.Drawable
import android.graphics.drawable.GradientDrawable
import android.graphics.drawable.LayerDrawable
import android.graphics.drawable.RippleDrawable
import android.graphics.drawable.StateListDrawable
import kotlin.math.roundToInt

/** Backgrounds of what can be tapped. Each answers to a finger, and shows where the keyboard is. */
object Shapes {
    fun filled(
        fill: Int,
        ink: Int,
        radius: Float,
    ) = touchable(rounded(radius) { setColor(fill) }, ink, radius)

    fun chip(
        fill: Int,
        edge: Int,
        ink: Int,
        width: Int,
        radius: Float,
    ): Drawable {
        val shape =
            rounded(radius) {
                setColor(fill)
                setStroke(width, edge)
            }
        return touchable(shape, ink, radius)
    }

    fun round(fill: Int): Drawable = RippleDrawable(ColorStateList.valueOf(Color.GRAY), oval(fill), oval(Color.WHITE))

    /** Nothing, until it is touched. */
    fun bare(tint: Int): Drawable = RippleDrawable(faint(tint), null, oval(Color.WHITE))

    fun rounded(
        radius: Float,
        paint: GradientDrawable.() -> Unit,
    ) = GradientDrawable().apply {
        cornerRadius = radius
        paint()
    }

    private fun oval(fill: Int) =
        GradientDrawable().apply {
            shape = GradientDrawable.OVAL
            setColor(fill)
        }

    private fun touchable(
        shape: Drawable,
        ink: Int,
        radius: Float,
    ): Drawable {
        val focused = StateListDrawable()
        focused.addState(intArrayOf(android.R.attr.state_focused), rounded(radius) { setStroke(focusRing(), ink) })
        focused.addState(intArrayOf(), ColorDrawable(Color.TRANSPARENT))
        val layers = LayerDrawable(arrayOf(shape, focused))
        return RippleDrawable(faint(ink), layers, rounded(radius) { setColor(Color.WHITE) })
    }

    /** A colour so thin that what is below keeps its own. */
    fun shade(color: Int) = color and 0x00FFFFFF or 0x24000000

    /** Three points on any screen. */
    private fun focusRing() = (3 * Resources.getSystem().displayMetrics.density).roundToInt()

    private fun faint(color: Int) = ColorStateList.valueOf(color and 0x00FFFFFF or 0x33000000)
}
