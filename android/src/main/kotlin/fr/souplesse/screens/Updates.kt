package fr.souplesse.screens

import android.view.View
import android.widget.LinearLayout
import fr.souplesse.R
import fr.souplesse.core.Installed
import fr.souplesse.core.Missing
import fr.souplesse.core.Notice
import fr.souplesse.core.RejectedAnchor
import fr.souplesse.core.Tap
import fr.souplesse.core.Update
import fr.souplesse.core.UpdatesView
import fr.souplesse.look.Shapes
import fr.souplesse.look.Type
import fr.souplesse.look.padded
import fr.souplesse.core.View as Shown

/** What is installed, and what is wrong with the device. */
internal fun updates(
    scene: Scene,
    shown: UpdatesView,
): Page =
    with(scene) {
        val parts =
            listOf(
                Part("notices", shown.notices) { notices(shown.notices) },
                Part("rejected", manner.rejectedAnchors) { rejected(manner.rejectedAnchors) },
                Part("missing", shown.missing) { missing(shown.missing) },
                Part("installed", listOf(shown.installed, shown.controllerUntil)) { installedList(shown) },
                Part("by-code", Unit) { kit.text(words.say(R.string.update_by_code), tint = kit.color(R.color.quiet)) },
            )
        val open = Part("open", Unit) { actionBar(listOf(kit.button(words.say(R.string.update_open_file)) { errands.chooseFile() })) }
        framed(words.say(R.string.update_title), parts, listOf(open))
    }

private fun Scene.installedList(shown: UpdatesView): View {
    val installed =
        if (shown.installed.isEmpty()) {
            listOf(empty(R.drawable.icon_update, words.say(R.string.update_nothing)))
        } else {
            shown.installed.map(::installedCard)
        }
    val controller =
        shown.controllerUntil?.let {
            card(kit.text(words.say(R.string.update_controller_until, "until" to words.times.point(it))))
        }
    return section(words.say(R.string.update_installed), *installed.toTypedArray(), controller)
}

/** Keys that were handed to this device and that it did not take, with what is wrong with them for whoever set them. */
private fun Scene.rejected(anchors: List<RejectedAnchor>): View? {
    if (anchors.isEmpty()) return null
    val cards =
        anchors.map {
            card(
                kit.text(words.say(R.string.update_rejected_key, "number" to it.number.toString()), Type.STRONG, kit.color(R.color.fault)),
                kit.text(words.say(R.string.update_help_line, "detail" to it.detail), Type.SMALL, kit.color(R.color.quiet)),
            )
        }
    return section(words.say(R.string.update_rejected), *cards.toTypedArray())
}

/** What was accepted and is lost. */
private fun Scene.missing(missing: List<Missing>): View? {
    if (missing.isEmpty()) return null
    val cards =
        missing.map {
            val number = words.say(R.string.update_number, "number" to it.sequence.toString())
            card(
                kit.text(it.id, Type.STRONG, kit.color(R.color.fault)),
                kit.text("${words.kind(it.kind)} · $number", Type.SMALL, kit.color(R.color.quiet)),
                kit.text(words.say(R.string.update_signed, "who" to it.signer), Type.SMALL, kit.color(R.color.quiet)),
            )
        }
    return section(words.say(R.string.update_lost), kit.text(words.say(R.string.update_lost_next)), kit.space(8), *cards.toTypedArray())
}

private fun Scene.notices(notices: List<Notice>): View? {
    if (notices.isEmpty()) return null
    val cards =
        notices.map { notice ->
            card(
                kit.text(words.title(notice.code), Type.STRONG, kit.color(R.color.fault)),
                kit.text(words.next(notice.code)),
                kit.text(words.times.point(notice.at), Type.SMALL, kit.color(R.color.quiet)),
            )
        }
    val read = kit.quietButton(words.say(R.string.update_acknowledge)) { tap(Tap.Acknowledge) }
    return section(words.say(R.string.update_notices), *cards.toTypedArray(), kit.space(8), read)
}

private fun Scene.installedCard(installed: Installed): View =
    card(
        *BroughtDocument(this, installed.document).lines().toTypedArray(),
        kit.space(8),
        kit.text(words.say(R.string.update_not_in_force), Type.STRONG).takeUnless { installed.isInForce },
        kit.text(
            words.say(R.string.update_signed, "who" to signer(installed.signer, installed.signerBefore)),
            Type.SMALL,
            kit.color(R.color.quiet),
        ),
        kit.text(
            words.say(R.string.update_good_until, "until" to words.times.day(installed.expires)),
            Type.SMALL,
            kit.color(R.color.quiet),
        ),
    )

/** An update: who signed it and what it brings. Nothing installs by itself. */
internal fun offer(
    scene: Scene,
    shown: Shown.Offer,
): Page =
    with(scene) {
        if (!shown.canBeInstalled) return cameOf(shown.update, Tap.Decline)
        val install = kit.button(words.say(R.string.update_install)) { tap(Tap.Install) }
        val decline = kit.quietButton(words.say(R.string.update_decline)) { tap(Tap.Decline) }
        framed(words.say(R.string.update_offered), contents(shown.update), listOf(decline, install), back = false)
    }

/** What came of an update that was wanted. */
internal fun installed(
    scene: Scene,
    update: Update,
): Page = scene.cameOf(update, Tap.Next)

/** A tick where it is installed, a cross where it is not. */
private fun Scene.cameOf(
    update: Update,
    onward: Tap,
): Page {
    val body =
        kit.column(
            sign(if (update.code in TAKEN) R.drawable.icon_tick to R.color.done else R.drawable.icon_cross to R.color.fault),
            kit.text(words.next(update.code)),
            kit.space(16),
            contents(update),
            kit.text(words.say(R.string.verdict_code, "code" to update.code), Type.SMALL, kit.color(R.color.quiet)),
            detail(update)?.let { kit.text(words.say(R.string.update_help_line, "detail" to it), Type.SMALL, kit.color(R.color.quiet)) },
        )
    val close = kit.button(words.say(R.string.app_close)) { tap(onward) }
    return framed(words.title(update.code), body, listOf(close), back = false)
}

private fun Scene.sign(look: Pair<Int, Int>): View {
    val (picture, tint) = look
    val disc = Shapes.rounded(kit.dp(48).toFloat()) { setColor(Shapes.shade(kit.color(tint))) }
    return kit.decoration(kit.icon(picture, kit.color(tint)), SIGN).padded(kit, 16).apply {
        background = disc
        (layoutParams as LinearLayout.LayoutParams).setMargins(0, 0, 0, kit.dp(16))
    }
}

private const val SIGN = 96

/** Codes of updates that are there now. */
private val TAKEN = listOf("update-installed", "update-already-installed")

/** What is wrong in the words of the format, of use to whoever made the update. A date stands among the contents already. */
private fun detail(update: Update) = update.detail.takeIf { update.code !in listOf("update-expired", "update-from-future") }
