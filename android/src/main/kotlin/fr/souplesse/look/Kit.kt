package fr.souplesse.look

import android.content.Context
import android.graphics.Typeface
import android.graphics.drawable.Drawable
import android.os.Build
import android.view.Gravity
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.FrameLayout
import android.widget.ImageButton
import android.widget.ImageView
import android.widget.LinearLayout
import android.widget.ScrollView
import android.widget.TextView
import fr.souplesse.R

const val FILL = ViewGroup.LayoutParams.MATCH_PARENT
const val WRAP = ViewGroup.LayoutParams.WRAP_CONTENT

/** The sizes of text. */
enum class Type(
    val sp: Float,
    val bold: Boolean,
) {
    NAME(40f, true),
    TITLE(26f, true),
    HEADING(20f, true),
    BODY(18f, false),
    STRONG(18f, true),
    LABEL(16f, true),
    SMALL(16f, false),
}

/** What every screen is made of: text, buttons, and columns and rows on a grid of 8 dp. */
class Kit(
    val context: Context,
) {
    private val resources = context.resources
    private val density = resources.displayMetrics.density

    /** A tablet is looked at from further away. */
    private val growth = if (resources.configuration.smallestScreenWidthDp >= 600) 1.2f else 1f

    /** Whether text is so large that little else has room. */
    val isLarge = resources.configuration.fontScale >= 1.4f

    val screenHeight = resources.configuration.screenHeightDp

    /** Whether there is room for two columns. */
    val isWide = resources.configuration.run { screenWidthDp >= 600 && screenWidthDp > screenHeightDp }

    fun dp(count: Int) = (count * density).toInt()

    fun color(name: Int) = context.getColor(name)

    fun icon(
        name: Int,
        tint: Int,
    ): Drawable = context.getDrawable(name)!!.mutate().apply { setTint(tint) }

    fun text(
        said: CharSequence,
        type: Type = Type.BODY,
        tint: Int = color(R.color.ink),
    ) = TextView(context).apply {
        text = said
        textSize = type.sp * growth
        setTextColor(tint)
        setLineSpacing(0f, 1.1f)
        if (type.bold) typeface = Typeface.DEFAULT_BOLD
    }

    /** A text by which screen readers jump. */
    fun heading(
        said: CharSequence,
        type: Type = Type.HEADING,
        tint: Int = color(R.color.ink),
    ) = text(said, type, tint).apply { if (Build.VERSION.SDK_INT >= 28) isAccessibilityHeading = true }

    /** The one thing to do on a screen. */
    fun button(
        said: CharSequence,
        fill: Int = color(R.color.accent),
        ink: Int = color(R.color.on_accent),
        onTap: () -> Unit,
    ) = plainButton(said, ink, Shapes.filled(fill, ink, dp(16).toFloat()), onTap).apply {
        minHeight = dp(64)
        textSize = Type.HEADING.sp * growth
    }

    /** Something else that can be done. */
    fun quietButton(
        said: CharSequence,
        ink: Int = color(R.color.accent),
        onTap: () -> Unit,
    ) = plainButton(said, ink, Shapes.outlined(ink, dp(2), dp(16).toFloat()), onTap).apply { minHeight = dp(56) }

    /** An answer to choose. */
    fun chip(
        said: CharSequence,
        isChosen: Boolean,
        onTap: () -> Unit,
    ): Button {
        val (fill, ink) = if (isChosen) R.color.accent to R.color.on_accent else R.color.card to R.color.ink
        val edge = color(if (isChosen) R.color.accent else R.color.line)
        return plainButton(said, color(ink), Shapes.chip(color(fill), edge, color(ink), dp(1), dp(12).toFloat()), onTap).apply {
            minHeight = dp(56)
            minWidth = dp(56)
            isSelected = isChosen
        }
    }

    /** A button that is a picture; [said] is for screen readers. */
    fun iconButton(
        picture: Int,
        said: CharSequence,
        tint: Int = color(R.color.ink),
        background: Drawable = Shapes.bare(tint),
        onTap: () -> Unit,
    ) = ImageButton(context).apply {
        setImageDrawable(icon(picture, tint))
        contentDescription = said
        this.background = background
        scaleType = ImageView.ScaleType.FIT_CENTER
        setPadding(dp(12), dp(12), dp(12), dp(12))
        minimumWidth = dp(56)
        minimumHeight = dp(56)
        setOnClickListener { onTap() }
    }

    fun column(vararg children: View?) = line(LinearLayout.VERTICAL, children)

    fun row(vararg children: View?) = line(LinearLayout.HORIZONTAL, children).apply { gravity = Gravity.CENTER_VERTICAL }

    fun scroll(child: View) =
        ScrollView(context).apply {
            isFillViewport = true
            addView(child, FrameLayout.LayoutParams(FILL, WRAP))
        }

    fun space(count: Int) = View(context).apply { layoutParams = LinearLayout.LayoutParams(dp(count), dp(count)) }

    private fun plainButton(
        said: CharSequence,
        ink: Int,
        shape: Drawable,
        onTap: () -> Unit,
    ) = Button(context).apply {
        text = said
        isAllCaps = false
        textSize = Type.BODY.sp * growth
        typeface = Typeface.DEFAULT_BOLD
        setTextColor(ink)
        background = shape
        stateListAnimator = null
        setPadding(dp(16), dp(8), dp(16), dp(8))
        setOnClickListener { onTap() }
    }

    private fun line(
        direction: Int,
        children: Array<out View?>,
    ) = LinearLayout(context).apply {
        orientation = direction
        children.filterNotNull().forEach { child ->
            val across = if (direction == LinearLayout.VERTICAL) FILL else WRAP
            addView(child, child.layoutParams ?: LinearLayout.LayoutParams(across, WRAP))
        }
    }
}

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
