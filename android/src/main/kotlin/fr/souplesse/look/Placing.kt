package fr.souplesse.look

import android.view.Gravity
import android.view.View
import android.widget.LinearLayout

/** Space around, in dp. */
fun <V : View> V.padded(
    kit: Kit,
    horizontal: Int,
    vertical: Int = horizontal,
) = apply { setPadding(kit.dp(horizontal), kit.dp(vertical), kit.dp(horizontal), kit.dp(vertical)) }

/** Takes the room that is left in a row or a column, [share] parts of it. */
fun <V : View> V.stretched(share: Float = 1f) =
    apply {
        layoutParams = LinearLayout.LayoutParams(0, WRAP, share)
    }

/** Takes the width that is left in a row, from top to bottom. */
fun <V : View> V.wide() =
    apply {
        layoutParams = LinearLayout.LayoutParams(0, FILL, 1f)
    }

/** Takes the height that is left in a column. */
fun <V : View> V.tall() =
    apply {
        layoutParams = LinearLayout.LayoutParams(FILL, 0, 1f)
    }

/** As large as its content, in a column. */
fun <V : View> V.snug(gravity: Int = Gravity.CENTER_HORIZONTAL) =
    apply {
        layoutParams = LinearLayout.LayoutParams(WRAP, WRAP).apply { this.gravity = gravity }
    }

fun <V : View> V.sized(
    width: Int,
    height: Int,
) = apply { layoutParams = LinearLayout.LayoutParams(width, height) }
