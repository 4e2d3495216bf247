package fr.souplesse.screens

import android.view.Gravity
import android.view.View
import android.widget.FrameLayout
import android.widget.LinearLayout
import fr.souplesse.R
import fr.souplesse.core.Tap
import fr.souplesse.look.FILL
import fr.souplesse.look.Flow
import fr.souplesse.look.Shapes
import fr.souplesse.look.Type
import fr.souplesse.look.WRAP
import fr.souplesse.look.padded
import fr.souplesse.look.stretched
import fr.souplesse.look.tall

/** A page with its title, a way back, what it says, and below, within reach of the thumb, what can be done. */
internal fun Scene.framed(
    title: String,
    body: View,
    actions: List<View> = emptyList(),
    back: Boolean = true,
): Page {
    val page = kit.column(trainingBanner(), top(title, back), middle(body, Gravity.TOP), actionBar(actions))
    page.setBackgroundColor(kit.color(R.color.page))
    return Page(page, edge = kit.color(R.color.page), name = title)
}

/**
 * The same, piece by piece: what says the same when the page changes stays as it is. What is itself tapped [isLow]: where it is
 * short it stands below, too. [current] is the piece that is to be seen.
 */
internal fun Scene.framed(
    title: String,
    body: List<Part>,
    actions: List<Part> = emptyList(),
    isLow: Boolean = false,
    current: String? = null,
): Page {
    val head = Parts(kit.context, listOf(Part("banner", bar.training) { trainingBanner() }))
    val content = Parts(kit.context, body)
    val foot = Parts(kit.context, actions)
    val middle = middle(content, if (isLow) Gravity.BOTTOM else Gravity.TOP)
    val page = kit.column(head, top(title, back = true), middle, narrow(foot))
    page.setBackgroundColor(kit.color(R.color.page))
    return Page(page, edge = kit.color(R.color.page), name = title, current = current, columns = listOf(head, content, foot))
}

private fun Scene.top(
    title: String,
    back: Boolean,
): View {
    val heading = kit.heading(title, Type.TITLE)
    val way =
        kit.iconButton(R.drawable.icon_back, words.say(R.string.app_back)) { tap(Tap.Back) }.takeIf { back }
    return narrow(kit.row(way, heading.padded(kit, 8, 12).stretched()).padded(kit, 8, 8))
}

private fun Scene.middle(
    body: View,
    gravity: Int,
) = kit.scroll(narrow(body.padded(kit, 16, 8), gravity)).tall()

/** What can be done, below each other; beside each other where there is room. */
internal fun Scene.actionBar(actions: List<View>): View? {
    if (actions.isEmpty()) return null
    // The last is the lowest, next to the thumb.
    val bar = if (kit.isWide) beside(actions) else below(actions)
    return narrow(bar.padded(kit, 16, 16))
}

/** Beside each other, each as wide as the others. */
internal fun Scene.beside(views: List<View>) = kit.row(*spaced(views.map { it.stretched() }))

/** Below each other. */
internal fun Scene.below(views: List<View>) = kit.column(*spaced(views))

/** With a step of the grid between each two. */
internal fun Scene.spaced(views: List<View>) =
    views.flatMapIndexed { number, view -> listOfNotNull(kit.space(12).takeIf { number > 0 }, view) }.toTypedArray()

/** Lines that are too long are hard to read. */
internal fun Scene.narrow(
    content: View,
    gravity: Int = Gravity.TOP,
): View {
    val most = kit.dp(720)
    return object : FrameLayout(kit.context) {
        override fun onMeasure(
            widthSpec: Int,
            heightSpec: Int,
        ) {
            val width = MeasureSpec.getSize(widthSpec)
            val side = maxOf(0, (width - most) / 2)
            setPadding(side, 0, side, 0)
            super.onMeasure(widthSpec, heightSpec)
        }
    }.apply { addView(content, FrameLayout.LayoutParams(FILL, WRAP, gravity)) }
}

/** On every screen of training. */
internal fun Scene.trainingBanner(): View? {
    if (!bar.training) return null
    return kit.centred(words.say(R.string.bar_training), Type.LABEL, kit.color(R.color.on_training)).padded(kit, 16, 8).apply {
        setBackgroundColor(kit.color(R.color.training))
    }
}

/** The app's own sign. */
internal fun Scene.mark(side: Int): View = kit.decoration(kit.icon(R.drawable.mark, kit.color(R.color.accent)), side)

/** A paragraph with what it is about. */
internal fun Scene.section(
    title: String,
    vararg lines: View?,
): LinearLayout = kit.column(kit.heading(title), kit.space(8), *lines, kit.space(24))

/** Something that belongs together, on a card. */
internal fun Scene.card(vararg lines: View?): View =
    kit.column(*lines).padded(kit, 16, 12).apply {
        background =
            Shapes.rounded(kit.dp(12).toFloat()) {
                setColor(kit.color(R.color.card))
                setStroke(kit.dp(1), kit.color(R.color.line))
            }
        val margins = LinearLayout.LayoutParams(FILL, WRAP)
        margins.bottomMargin = kit.dp(8)
        layoutParams = margins
    }

/** A picture beside a text. */
internal fun Scene.point(
    picture: Int,
    said: String,
): View {
    val icon = kit.decoration(kit.icon(picture, kit.color(R.color.accent)), 28)
    return kit.row(icon, kit.space(16), kit.text(said).stretched()).padded(kit, 0, 12).apply { gravity = Gravity.TOP }
}

/** Chips beside each other, as many as there is room for. */
internal fun Scene.flow(chips: List<View>) =
    Flow(kit.context, kit.dp(8)).apply {
        chips.forEach(::addView)
        layoutParams = LinearLayout.LayoutParams(FILL, WRAP)
    }

/** Where there is nothing yet: a sign, and a sentence on how it begins. */
internal fun Scene.empty(
    picture: Int,
    said: String,
): View {
    val sign = kit.decoration(kit.icon(picture, kit.color(R.color.quiet)), 64).centre()
    val sentence = kit.centred(said, tint = kit.color(R.color.quiet))
    return kit.column(sign, kit.space(16), sentence).padded(kit, 24, 24)
}

private fun View.centre() = apply { (layoutParams as LinearLayout.LayoutParams).gravity = Gravity.CENTER_HORIZONTAL }
