package fr.souplesse.screens

import android.view.Gravity
import android.view.View
import android.widget.ImageView
import android.widget.LinearLayout
import fr.souplesse.R
import fr.souplesse.core.Tap
import fr.souplesse.core.VerdictView
import fr.souplesse.look.OutcomeWord
import fr.souplesse.look.Ring
import fr.souplesse.look.Type
import fr.souplesse.look.padded
import fr.souplesse.look.sized
import fr.souplesse.look.stretched
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
    private val ink = kit.color(R.color.on_verdict)
    private val message = VerdictMessage(scene, shown)

    fun page(): Page {
        val banner = scene.trainingBanner()
        val portal = shown.portal
        val word = if (portal == null) word() else null
        val sign = word?.let { kit.column(shape(), kit.space(24), it) } ?: PortalCode(kit, portal!!)
        val said = if (portal == null) message.view() else portalLines(portal)
        if (word != null) banner?.readAfter(said.getChildAt(0) ?: word)
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
        return kit.column(kit.scroll(column.padded(kit, 16)).tall(), notes(), scene.actionBar(mainActions()))
    }

    /** The sign in one half of a screen that lies; what is said and what can be tapped in the other. */
    private fun beside(
        sign: View,
        said: View,
    ): View {
        val left = kit.column(sign).padded(kit, 32, 16).apply { gravity = Gravity.CENTER_VERTICAL }
        val middle = kit.column(withLesser(said)).padded(kit, 16).apply { gravity = Gravity.CENTER_VERTICAL }
        val (lesser, next) = mainActions().run { dropLast(1) to last() }
        val actions = scene.below(listOfNotNull(scene.beside(lesser).takeIf { lesser.isNotEmpty() }, next)).padded(kit, 16)
        val right = kit.column(kit.scroll(middle).tall(), notes(), actions)
        return kit.row(left.wide(), right.wide())
    }

    private fun shape(): View {
        val size =
            when {
                kit.isLarge || (shown.details && !kit.isWide) -> SMALL_SHAPE
                kit.isWide -> kit.screenHeight / 4
                else -> kit.screenHeight / 5
            }
        return ImageView(kit.context).apply {
            setImageDrawable(kit.picture(look.shape))
            importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
            val side = kit.dp(minOf(size, LARGE_SHAPE))
            layoutParams = LinearLayout.LayoutParams(side, side).apply { gravity = Gravity.CENTER_HORIZONTAL }
        }
    }

    /** The word, with everything that a screen reader says first. */
    private fun word() =
        OutcomeWord(kit.context, words.say(look.word), ink, kit.dp(kit.screenHeight), kit.isWide).apply {
            contentDescription = message.spoken(words.say(look.word))
            accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_ASSERTIVE
        }

    /** What is to be known besides, and how long the verdict still stays. */
    private fun notes(): View {
        val ring = Ring(kit.context, kit.dp(4), ink).sized(kit.dp(32), kit.dp(32))
        ring.runOut(shown.leftMs.toLong(), shown.ofMs.toLong())
        ring.importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
        val notes = kit.column(*message.notes().toTypedArray())
        return scene.narrow(kit.row(notes.stretched(), kit.space(16), ring).padded(kit, 16, 4))
    }

    private fun mainActions(): List<View> {
        val next = kit.button(words.say(R.string.verdict_next), ink, kit.color(look.color)) { scene.tap(Tap.Next) }
        return if (kit.isLarge) listOf(next) else lesserActions() + next
    }

    /** Where text is large, what can be done besides follows what is said, so that it has room. */
    private fun withLesser(said: View) = if (kit.isLarge) scene.below(listOf(said) + lesserActions()) else said

    private fun lesserActions() = listOfNotNull(detailsButton(), holderButton(), changeButton())

    private fun detailsButton(): View? {
        if (verdict.document == null || shown.portal != null) return null
        val said = if (shown.details) R.string.verdict_hide_details else R.string.verdict_details
        return kit.quietButton(words.say(said), ink) { scene.tap(Tap.Details) }
    }

    private fun holderButton(): View? {
        if (verdict.portal == null) return null
        val said = if (shown.portal == null) R.string.verdict_show_holder else R.string.verdict_hide_holder
        return kit.quietButton(words.say(said), ink) { scene.tap(Tap.ShowHolder) }
    }

    private fun changeButton(): View? {
        if (!shown.isOfForm || shown.portal != null) return null
        return kit.quietButton(words.say(R.string.verdict_change), ink) { scene.tap(Tap.Back) }
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

    /** A screen reader comes to [other] first, though it stands below. */
    private fun View.readAfter(other: View) {
        if (other.id == View.NO_ID) other.id = View.generateViewId()
        accessibilityTraversalAfter = other.id
    }

    private companion object {
        const val LARGE_SHAPE = 240
        const val SMALL_SHAPE = 96
    }
}
