package fr.souplesse.screens

import android.annotation.SuppressLint
import android.content.Context
import android.view.MotionEvent
import android.view.View
import android.view.ViewConfiguration
import kotlin.math.hypot

/** A finger that points at something: it comes and goes at one place, soon and alone. One that rests or wipes points at nothing. */
internal class Pointing(
    context: Context,
    private val onPoint: (x: Float, y: Float) -> Unit,
) : View.OnTouchListener {
    private val reach = ViewConfiguration.get(context).scaledTouchSlop
    private var x = 0f
    private var y = 0f
    private var isPointing = false

    @SuppressLint("ClickableViewAccessibility") // Where the camera looks is nothing that can be said.
    override fun onTouch(
        view: View,
        touch: MotionEvent,
    ): Boolean {
        when (touch.actionMasked) {
            MotionEvent.ACTION_DOWN -> begin(touch)
            MotionEvent.ACTION_MOVE -> isPointing = isPointing && hypot(touch.rawX - x, touch.rawY - y) <= reach
            MotionEvent.ACTION_UP -> end(touch)
            else -> isPointing = false
        }
        return true
    }

    private fun begin(touch: MotionEvent) {
        isPointing = true
        x = touch.rawX
        y = touch.rawY
    }

    private fun end(touch: MotionEvent) {
        val isSoon = touch.eventTime - touch.downTime < ViewConfiguration.getLongPressTimeout()
        if (isPointing && isSoon) onPoint(touch.rawX, touch.rawY)
        isPointing = false
    }
}
