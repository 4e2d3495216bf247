package fr.souplesse.screens

import android.view.Gravity
import android.view.View
import android.widget.ImageView
import android.widget.LinearLayout
import fr.souplesse.R
import fr.souplesse.core.Tap
import fr.souplesse.core.VerdictView
import fr.souplesse.look.FILL
import fr.souplesse.look.OutcomeWord
import fr.souplesse.look.Ring
import fr.souplesse.look.Type
import fr.souplesse.look.padded
import fr.souplesse.look.sized
import fr.souplesse.look.stretched
import fr.souplesse.look.tall

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
        val word = word()
        val portal = shown.portal
        val body = if (portal == null) verdictBody(word) else portalBody(portal)
        val column = kit.column(scene.trainingBanner(), topLine(), body.tall(), scene.actionBar(actions()))
        column.setBackgroundColor(kit.color(look.color))
        return Page(column, first = word.takeIf { portal == null })
    }

    /** The word, with everything that a screen reader says first. */
    private fun word(): View =
        OutcomeWord(kit.context, words.say(look.word), ink, kit.dp(kit.screenHeight), kit.isWide).apply {
            contentDescription = message.spoken(words.say(look.word))
            accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_ASSERTIVE
            isFocusable = true
        }

    private fun verdictBody(word: View): View {
        val shape =
            ImageView(kit.context).apply {
                setImageResource(look.shape)
                importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
            }
        val size = kit.dp(if (kit.isLarge) SMALL_SHAPE else minOf(SHAPE, kit.screenHeight / SHAPE_SHARE))
        shape.layoutParams = LinearLayout.LayoutParams(size, size).apply { gravity = Gravity.CENTER_HORIZONTAL }
        if (kit.isWide) {
            val left = kit.column(shape, kit.space(24), word).padded(kit, 32, 16).apply { gravity = Gravity.CENTER_VERTICAL }
            val right = kit.scroll(kit.column(message.view()).padded(kit, 32, 16).apply { gravity = Gravity.CENTER_VERTICAL })
            return kit.row(left.tallAcross(), right.tallAcross()).apply { gravity = Gravity.FILL_VERTICAL }
        }
        val lesser = if (kit.isLarge) lesserActions().flatMap { listOf(kit.space(12), it) } else emptyList()
        val column = kit.column(shape, kit.space(24), word, kit.space(24), message.view(), *lesser.toTypedArray())
        return kit.scroll(column.padded(kit, 16, 8))
    }

    /** How long it still stays, and what is to be known besides. */
    private fun topLine(): View {
        val ring = Ring(kit.context, kit.dp(4), ink).sized(kit.dp(32), kit.dp(32))
        ring.runOut(shown.leftMs.toLong(), shown.ofMs.toLong())
        ring.importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
        val notes = kit.column(*message.notes().toTypedArray())
        return kit.row(notes.stretched(), kit.space(16), ring).padded(kit, 16, 12)
    }

    private fun actions(): List<View> {
        val next = kit.button(words.say(R.string.verdict_next), ink, kit.color(look.color)) { scene.tap(Tap.Next) }
        return if (kit.isLarge && !kit.isWide) listOf(next) else lesserActions() + next
    }

    /** Where text is large they follow it, so that it has room. */
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

    /** The address for the holder's own phone, with what to do there in both languages: the holder's is not known. */
    private fun portalBody(address: String): View {
        val code = PortalCode(kit.context, address)
        val lines =
            kit.column(
                kit.text(words.say(R.string.portal_scan), Type.STRONG, ink),
                kit.space(12),
                kit.text(words.inOther().say(R.string.portal_scan), Type.BODY, ink),
                kit.space(12),
                kit.text(address, Type.SMALL, ink),
            )
        if (kit.isWide) {
            return kit.row(code.stretched(), lines.padded(kit, 24, 0).stretched()).padded(kit, 32, 16)
        }
        val lesser = if (kit.isLarge) lesserActions().flatMap { listOf(kit.space(12), it) } else emptyList()
        return kit.scroll(kit.column(code, kit.space(24), lines, *lesser.toTypedArray()).padded(kit, 24, 8))
    }

    private fun View.tallAcross() = apply { layoutParams = LinearLayout.LayoutParams(0, FILL, 1f) }

    private companion object {
        const val SHAPE = 240
        const val SMALL_SHAPE = 96
        const val SHAPE_SHARE = 5
    }
}
