package fr.souplesse.screens

import android.view.Gravity
import android.view.View
import android.view.ViewGroup
import android.widget.FrameLayout
import android.widget.LinearLayout
import android.widget.TextView
import fr.souplesse.R
import fr.souplesse.core.Tap
import fr.souplesse.core.VerdictView
import fr.souplesse.look.Drain
import fr.souplesse.look.FILL
import fr.souplesse.look.More
import fr.souplesse.look.OutcomeWord
import fr.souplesse.look.Type
import fr.souplesse.look.WRAP
import fr.souplesse.look.arrive
import fr.souplesse.look.padded
import fr.souplesse.look.tall
import fr.souplesse.look.wide

/** One of the seven verdicts: shape and word, whose pass it is or what is the matter, and what to do next. */
internal class VerdictScreen(
    private val scene: Scene,
    private val shown: VerdictView,
) {
    private val kit = scene.kit
    private val words = scene.words
    private val verdict = shown.verdict
    private val look = VerdictLook.of(verdict.outcome)
    private val ink = kit.color(look.ink)
    private val message = VerdictMessage(scene, shown)

    fun page(): Page {
        val banner = scene.trainingBanner()
        val portal = shown.portal
        val word = if (portal == null) word() else null
        val sign = word?.let { kit.column(shape(), kit.space(16), it) } ?: PortalCode(kit, portal!!)
        val said = if (portal == null) message.view() else portalLines(portal)
        if (word != null) banner?.readAfter(said.firstHeard() ?: word)
        val column = kit.column(banner, (if (kit.isWide) beside(sign, said) else below(sign, said)).tall())
        column.setBackgroundColor(kit.color(look.color))
        return Page(column, edge = kit.color(look.color), first = word)
    }

    /** The sign above what is said, and what can be tapped below, next to the thumb. */
    private fun below(
        sign: View,
        said: View,
    ): View {
        val column = kit.column(sign, kit.space(24), scene.narrow(withLesser(said)))
        val page = kit.scroll(column.padded(kit, 16))
        return kit.column(page.tall(), More(page, ink), notes(), scene.actionBar(mainActions()))
    }

    /** The sign in one half of a screen that lies; what is said and what can be tapped in the other. */
    private fun beside(
        sign: View,
        said: View,
    ): View {
        val left = kit.column(sign).padded(kit, 32, 16).apply { gravity = Gravity.CENTER_VERTICAL }
        val middle = kit.column(withLesser(said)).padded(kit, 16).apply { gravity = Gravity.CENTER_VERTICAL }
        val page = kit.scroll(middle)
        val right = kit.column(page.tall(), More(page, ink), notes(), scene.below(mainActions()).padded(kit, 16))
        return kit.row(left.wide(), right.wide())
    }

    /** Where text is large on a small screen there is none: what the word means, and why, need the room. */
    private fun shape(): View? {
        if (kit.isLarge && !kit.isTablet) return null
        val size = if (kit.isWide) kit.screenHeight / 4 else kit.screenHeight / 6
        val side = minOf(if (shown.details && !kit.isWide) SMALL_SHAPE else size, LARGE_SHAPE)
        return kit.decoration(kit.picture(look.shape), side).apply {
            (layoutParams as LinearLayout.LayoutParams).gravity = Gravity.CENTER_HORIZONTAL
            arrive()
        }
    }

    /** The word, with everything that a screen reader says first. */
    private fun word() =
        OutcomeWord(kit.context, words.say(look.word), everyWord(), ink, kit.dp(kit.screenHeight), kit.isWide).apply {
            contentDescription = message.spoken(words.say(look.word))
            accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_ASSERTIVE
        }

    private fun everyWord() = VerdictLook.entries.map { words.say(it.word) }

    /** What is to be known besides. */
    private fun notes(): View? {
        val notes = message.notes().takeIf { it.isNotEmpty() } ?: return null
        return scene.narrow(kit.column(*notes.toTypedArray()).padded(kit, 16, 4))
    }

    /** Two to a row, and below them the one that is filled. */
    private fun mainActions() = if (kit.isLarge) listOf(next()) else lesserActions().chunked(2).map(scene::beside) + next()

    /** Along it drains how long the verdict still stays. */
    private fun next(): View {
        val field = kit.color(look.color)
        val button = kit.button(words.say(R.string.verdict_next), ink, field) { scene.tap(Tap.Next) }
        button.setPadding(kit.dp(16), kit.dp(8), kit.dp(16), kit.dp(16))
        val drain = Drain(kit.context, field, shown.leftMs.toLong(), shown.ofMs.toLong())
        val along = FrameLayout.LayoutParams(FILL, kit.dp(4), Gravity.BOTTOM)
        along.setMargins(kit.dp(20), 0, kit.dp(20), kit.dp(8))
        return FrameLayout(kit.context).apply {
            addView(button, FrameLayout.LayoutParams(FILL, WRAP))
            addView(drain, along)
        }
    }

    /** Where text is large, what can be done besides follows what is said, so that it has room. */
    private fun withLesser(said: View) = if (kit.isLarge) scene.below(listOf(said) + lesserActions()) else said

    private fun lesserActions() = listOfNotNull(detailsButton(), holderButton(), changeButton())

    private fun detailsButton(): View? {
        if (verdict.document == null || shown.portal != null) return null
        val said = if (shown.details) R.string.verdict_hide_details else R.string.verdict_details
        val picture = if (shown.details) R.drawable.icon_close else R.drawable.icon_about
        return quiet(said, picture, Tap.Details)
    }

    private fun holderButton(): View? {
        if (verdict.portal == null) return null
        val said = if (shown.portal == null) R.string.verdict_show_holder else R.string.verdict_hide_holder
        return quiet(said, if (shown.portal == null) R.drawable.icon_code else R.drawable.icon_back, Tap.ShowHolder)
    }

    private fun changeButton(): View? {
        if (!shown.isOfForm || shown.portal != null) return null
        return quiet(R.string.verdict_change, R.drawable.icon_change, Tap.Back)
    }

    /** A shade away from the ink, so that it stands out as much as on the field. */
    private fun quiet(
        said: Int,
        picture: Int,
        leads: Tap,
    ): View {
        val isBright = ink != kit.color(R.color.on_camera)
        val fill = kit.color(if (isBright) R.color.bright_tonal else R.color.dark_tonal)
        return kit.quietButton(words.say(said), ink, picture, fill) { scene.tap(leads) }
    }

    /** What the holder does with the address, in both languages: the holder's is not known. */
    private fun portalLines(address: String) =
        kit.column(
            kit.centred(words.say(R.string.portal_scan), Type.HEADING, ink),
            kit.space(16),
            kit.centred(words.inOther().say(R.string.portal_scan), Type.BODY, ink),
            kit.space(16),
            kit.centred(address, Type.SMALL, ink),
        )

    /** The first text in it that a screen reader comes to. */
    private fun View.firstHeard(): View? {
        if (this is TextView) return takeIf { importantForAccessibility != View.IMPORTANT_FOR_ACCESSIBILITY_NO }
        return (this as? ViewGroup)?.run { (0 until childCount).firstNotNullOfOrNull { getChildAt(it).firstHeard() } }
    }

    /** A screen reader comes to [other] first, though it stands below. */
    private fun View.readAfter(other: View) {
        if (other.id == View.NO_ID) other.id = View.generateViewId()
        accessibilityTraversalAfter = other.id
    }

    private companion object {
        const val LARGE_SHAPE = 240
        const val SMALL_SHAPE = 72
    }
}
