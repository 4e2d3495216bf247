package fr.souplesse.look

import android.content.Context
import android.content.res.Configuration
import android.graphics.Typeface
import android.graphics.drawable.Drawable
import android.os.Build
import android.text.Layout
import android.view.ContextThemeWrapper
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

/** What every screen is made of: text, buttons, and columns and rows on a grid of 8 dp. */
class Kit(
    base: Context,
) {
    /** By night, whatever the system says: a white page blinds whoever stands in the dark. */
    val context: Context = ContextThemeWrapper(base, R.style.Door).apply { applyOverrideConfiguration(nightly(base)) }
    private val resources = context.resources
    private val density = resources.displayMetrics.density

    val isTablet = resources.configuration.smallestScreenWidthDp >= 600

    /** A tablet is looked at from further away. */
    private val growth = if (isTablet) 1.2f else 1f

    /** Whether text is so large that little else has room. */
    val isLarge = resources.configuration.fontScale >= 1.4f

    val screenHeight = resources.configuration.screenHeightDp

    val screenWidth = resources.configuration.screenWidthDp

    /** Whether there is room for two columns. */
    val isWide = screenWidth >= 600 && screenWidth > screenHeight

    fun dp(count: Int) = (count * density).toInt()

    fun color(name: Int) = context.getColor(name)

    /** A picture of its own: a shared one keeps the pixels of the largest size that it was drawn in, and shrinks them. */
    fun picture(name: Int): Drawable = context.getDrawable(name)!!.mutate()

    fun icon(
        name: Int,
        tint: Int,
    ) = picture(name).apply { setTint(tint) }

    fun text(
        said: CharSequence,
        type: Type = Type.BODY,
        tint: Int = color(R.color.ink),
    ) = written(TextView(context), said, type, tint).apply { setLineSpacing(0f, 1.1f) }

    /** A text in the middle of its lines, none of which is left with a single word. */
    fun centred(
        said: CharSequence,
        type: Type = Type.BODY,
        tint: Int = color(R.color.ink),
    ) = text(said, type, tint).apply {
        gravity = Gravity.CENTER
        breakStrategy = Layout.BREAK_STRATEGY_BALANCED
    }

    /** Anything that says something, in one of the sizes of text. */
    fun <V : TextView> written(
        view: V,
        said: CharSequence,
        type: Type = Type.BODY,
        tint: Int = color(R.color.ink),
    ) = view.apply {
        text = said
        textSize = type.sp * growth
        setTextColor(tint)
        if (type.bold) typeface = Typeface.DEFAULT_BOLD
    }

    /** Of a verdict on a tablet, which lies further away: there is room for larger text. */
    fun seenFromAfar(
        view: TextView,
        type: Type,
    ) {
        if (isTablet && !isLarge) view.textSize = type.sp * FAR
    }

    /** A text by which screen readers jump. */
    fun heading(
        said: CharSequence,
        type: Type = Type.HEADING,
        tint: Int = color(R.color.ink),
    ) = text(said, type, tint).apply {
        breakStrategy = Layout.BREAK_STRATEGY_BALANCED
        if (Build.VERSION.SDK_INT >= 28) isAccessibilityHeading = true
    }

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

    /** Something else that can be done: a shade of its surroundings, with a sign where it has one. */
    fun quietButton(
        said: CharSequence,
        ink: Int = color(R.color.on_tonal),
        picture: Int? = null,
        fill: Int = if (ink == color(R.color.on_tonal)) color(R.color.tonal) else Shapes.shade(ink),
        onTap: () -> Unit,
    ) = plainButton(said, ink, Shapes.chip(fill, Shapes.shade(ink), ink, dp(1), dp(16).toFloat()), onTap).apply {
        minHeight = dp(56)
        picture?.let { sign(it, ink, 24) }
    }

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

    /** One of several ways to go on, in a list. */
    fun entry(
        picture: Int,
        said: CharSequence,
        onTap: () -> Unit,
    ) = plainButton(said, color(R.color.ink), Shapes.filled(color(R.color.card), color(R.color.ink), dp(12).toFloat()), onTap).apply {
        minHeight = dp(56)
        typeface = Typeface.DEFAULT
        gravity = Gravity.START or Gravity.CENTER_VERTICAL
        sign(picture, color(R.color.ink), 28)
        compoundDrawablePadding = dp(16)
    }

    /** A picture that says nothing to screen readers. */
    fun decoration(
        picture: Drawable,
        side: Int,
    ) = ImageView(context).apply {
        setImageDrawable(picture)
        layoutParams = LinearLayout.LayoutParams(dp(side), dp(side))
        importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
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

    /** Takes the room that is left in a row. */
    fun spring() = View(context).apply { layoutParams = LinearLayout.LayoutParams(0, 0, 1f) }

    fun space(count: Int) = View(context).apply { layoutParams = LinearLayout.LayoutParams(dp(count), dp(count)) }

    private fun Button.sign(
        picture: Int,
        tint: Int,
        side: Int,
    ) {
        setCompoundDrawablesRelative(icon(picture, tint).apply { setBounds(0, 0, dp(side), dp(side)) }, null, null, null)
        compoundDrawablePadding = dp(8)
    }

    private fun plainButton(
        said: CharSequence,
        ink: Int,
        shape: Drawable,
        onTap: () -> Unit,
    ) = written(Button(context), said, Type.STRONG, ink).apply {
        isAllCaps = false
        breakStrategy = Layout.BREAK_STRATEGY_BALANCED
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

private const val FAR = 1.6f

/** In the language of [base], which one wrapper round another would lose. */
private fun nightly(base: Context) =
    Configuration().apply {
        fontScale = 0f
        setLocale(base.resources.configuration.firstLocale())
        uiMode = Configuration.UI_MODE_NIGHT_YES
    }

@Suppress("DEPRECATION") // Its successor needs Android 7.
private fun Configuration.firstLocale() = locale
