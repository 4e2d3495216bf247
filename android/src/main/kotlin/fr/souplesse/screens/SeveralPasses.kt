package fr.souplesse.screens

import android.view.View
import fr.souplesse.R
import fr.souplesse.core.Tap
import fr.souplesse.look.Type
import fr.souplesse.look.padded

/** Passes of several people are in view: over the camera, which waits until one is alone. */
internal fun severalPasses(scene: Scene): Page =
    with(scene) {
        val ink = kit.color(R.color.on_camera)
        val name = words.title(SEVERAL_PASSES)
        val title =
            kit.heading(name, Type.TITLE, ink).padded(kit, 16).apply {
                accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_ASSERTIVE
            }
        val next = kit.text(words.next(SEVERAL_PASSES), Type.BODY, ink)
        val code = kit.text(words.say(R.string.verdict_code, "code" to SEVERAL_PASSES), Type.SMALL, ink)
        val leave = kit.quietButton(words.say(R.string.verdict_next), ink, fill = kit.color(R.color.scrim)) { tap(Tap.Next) }
        val panel = kit.column(next, kit.space(8), code, kit.space(16), leave).padded(kit, 16)
        overCamera(name, title, hint = null, if (kit.isWide) kit.scroll(panel) else narrow(panel))
    }

/** The code that has the words, as help lines know it. */
private const val SEVERAL_PASSES = "several-passes"
