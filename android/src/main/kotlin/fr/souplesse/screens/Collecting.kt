package fr.souplesse.screens

import android.view.Gravity
import android.view.View
import fr.souplesse.R
import fr.souplesse.core.Tap
import fr.souplesse.look.Ring
import fr.souplesse.look.Type
import fr.souplesse.look.padded
import fr.souplesse.look.sized
import fr.souplesse.look.stretched
import fr.souplesse.core.View as Shown

/** An update of several codes, of which some have been seen, in any order: over the camera, which looks for the others. */
internal fun collecting(
    scene: Scene,
    shown: Shown.Collecting,
): Page =
    with(scene) {
        val ink = kit.color(R.color.on_camera)
        val name = words.say(R.string.update_collecting)
        val title = kit.heading(name, Type.HEADING, ink).padded(kit, 16)
        val count =
            kit.heading(words.say(R.plurals.update_seen, shown.seen.size, "of" to shown.of.toString()), Type.TITLE, ink).apply {
                accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
            }
        val progress =
            if (kit.isWide) kit.column(ring(shown), kit.space(16), count) else kit.row(ring(shown), kit.space(16), count.stretched())
        val fault = shown.fault?.let { kit.text("${words.title(it)}. ${words.next(it)}", Type.STRONG, ink) }
        val order = kit.text(words.say(R.string.update_any_order), Type.BODY, ink)
        val giveUp = kit.quietButton(words.say(R.string.update_give_up), ink, fill = kit.color(R.color.scrim)) { tap(Tap.Decline) }
        val panel = kit.column(progress, kit.space(16), fault, order, kit.space(16), giveUp).padded(kit, 16)
        overCamera(name, title, hint = null, if (kit.isWide) kit.scroll(panel.apply { gravity = Gravity.BOTTOM }) else narrow(panel))
    }

private fun Scene.ring(shown: Shown.Collecting) =
    Ring(kit.context, kit.dp(8), kit.color(R.color.on_camera)).sized(kit.dp(72), kit.dp(72)).apply {
        show(shown.seen.size / shown.of.toFloat())
        importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
    }
