package fr.souplesse.look

import android.content.Context
import android.provider.Settings
import android.view.View

/** Long enough to be noticed, too short to be waited for. */
const val MOTION_MILLIS = 120L

/** Whether anything moves on this device: people for whom that is too much turn it off. */
fun Context.hasMotion() = Settings.Global.getFloat(contentResolver, Settings.Global.ANIMATOR_DURATION_SCALE, 1f) != 0f

/** Comes into view by growing a little. */
fun View.arrive() {
    if (!context.hasMotion()) return
    scaleX = SMALLER
    scaleY = SMALLER
    animate().scaleX(1f).scaleY(1f).duration = MOTION_MILLIS
}

private const val SMALLER = 0.85f
