package fr.souplesse.screens

import android.graphics.drawable.GradientDrawable
import android.view.Gravity
import android.view.View
import fr.souplesse.R
import fr.souplesse.camera.Absence
import fr.souplesse.core.Help
import fr.souplesse.core.Profile
import fr.souplesse.core.Tap
import fr.souplesse.look.Shapes
import fr.souplesse.look.Type
import fr.souplesse.look.padded
import fr.souplesse.look.stretched
import fr.souplesse.look.tall

/** The camera, edge to edge, and over it what can be done. */
internal fun scan(
    scene: Scene,
    help: Help?,
): Page =
    with(scene) {
        overCamera(words.say(R.string.scan_aim), above = statusLine(hasMenu = !kit.isWide), hint = helpLine(help), panel = scanActions())
    }

/** There is no camera; papers and hand scanners go on. */
internal fun noCamera(scene: Scene): Page =
    with(scene) {
        val ink = kit.color(R.color.on_camera)
        val (title, text) = camera.absence.words
        val why =
            kit.column(
                kit.heading(words.say(title), Type.TITLE, ink),
                kit.space(16),
                kit.text(words.say(text), Type.BODY, ink),
                kit.space(16),
                kit.text(words.say(R.string.no_camera_without), Type.BODY, ink),
                kit.space(24),
                wayToCamera(ink),
            )
        val middle = kit.scroll(kit.column(narrow(why.padded(kit, 16, 24))).apply { gravity = Gravity.CENTER }).tall()
        val page = kit.column(practiceBanner(), statusLine(), middle, actionBar(listOf(paperButton())))
        page.setBackgroundColor(kit.color(R.color.camera))
        Page(page, edge = kit.color(R.color.camera), name = words.say(title))
    }

/** Until the camera has told why, it has not answered yet. */
private val Absence?.words
    get() =
        when (this) {
            Absence.NOT_ALLOWED -> R.string.no_camera_not_allowed_title to R.string.no_camera_not_allowed
            Absence.IN_USE, null -> R.string.no_camera_in_use_title to R.string.no_camera_in_use
            Absence.NONE -> R.string.no_camera_none_title to R.string.no_camera_none
        }

/** What can be done about it here. */
private fun Scene.wayToCamera(ink: Int): View? =
    when (camera.absence) {
        Absence.NOT_ALLOWED -> kit.quietButton(words.say(R.string.no_camera_allow), ink) { errands.askForCamera() }
        Absence.IN_USE, null -> kit.quietButton(words.say(R.string.no_camera_retry), ink) { errands.retryCamera() }
        Absence.NONE -> null
    }

/** Whether all is well, and the way to everything else. */
private fun Scene.statusLine(hasMenu: Boolean = true): View {
    val room = kit.row(statusPill()).apply { gravity = Gravity.START or Gravity.CENTER_VERTICAL }
    return kit.row(room.stretched(), menuButton().takeIf { hasMenu }).padded(kit, 12, 8)
}

/** A dot and words for how fresh the rules are and what is wrong with the device; it leads to where that is mended. */
private fun Scene.statusPill(): View {
    val ink = kit.color(R.color.on_camera)
    val said = listOfNotNull(words.say(R.string.profile_controller).takeIf { bar.profile == Profile.CONTROLLER }, state())
    return kit.quietButton(said.joinToString("\n"), ink, fill = kit.color(R.color.scrim)) { tap(Tap.Updates) }.apply {
        textSize = Type.SMALL.sp
        gravity = Gravity.START or Gravity.CENTER_VERTICAL
        background = Shapes.chip(kit.color(R.color.scrim), Shapes.shade(ink), ink, kit.dp(1), kit.dp(28).toFloat())
        setCompoundDrawablesRelative(dot(), null, null, null)
        compoundDrawablePadding = kit.dp(10)
    }
}

private fun Scene.dot() =
    GradientDrawable().apply {
        shape = GradientDrawable.OVAL
        setColor(kit.color(light()))
        setBounds(0, 0, kit.dp(12), kit.dp(12))
    }

/** Green where all is well, amber where something wants to be looked at, red where nothing can be judged. */
private fun Scene.light() =
    when {
        bar.clockBehind != null || bar.rulesDate == null -> R.color.wrong
        bar.staleSince != null || bar.hasNotices -> R.color.ageing
        else -> R.color.fresh
    }

private fun Scene.menuButton() = roundButton(R.drawable.icon_menu, R.string.scan_menu) { sheet.open(menu()) }

/** The worst of what is to be known of the device. */
private fun Scene.state(): String {
    val (stale, rules) = bar.staleSince to bar.rulesDate
    return when {
        bar.clockBehind != null -> words.say(R.string.bar_clock)
        rules == null -> words.say(R.string.bar_no_rules)
        stale != null -> words.say(R.string.bar_stale, "since" to words.times.day(stale))
        bar.hasNotices -> words.say(R.string.bar_notices)
        else -> words.say(R.string.bar_current, "date" to words.times.day(rules))
    }
}

/** What helps where no code is found, told to screen readers when it changes. */
private fun Scene.helpLine(help: Help?): View {
    val said = words.say(help?.words(camera.can.torch) ?: R.string.scan_aim)
    val line =
        kit.centred(said, Type.STRONG, kit.color(R.color.on_camera)).padded(kit, 24, 12).apply {
            background = Shapes.rounded(kit.dp(24).toFloat()) { setColor(kit.color(R.color.scrim)) }
            accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
        }
    return kit.row(line).apply { gravity = Gravity.CENTER }.padded(kit, 16, 8)
}

private fun Help.words(hasTorch: Boolean) =
    when (this) {
        Help.MOVE_CLOSER -> R.string.scan_move_closer
        Help.HOLD_STILL -> R.string.scan_hold_still
        Help.CODE_UNREADABLE -> R.string.scan_code_unreadable
        Help.USE_TORCH -> if (hasTorch) R.string.scan_use_torch else R.string.scan_use_light
        Help.USE_PAPER -> R.string.scan_use_paper
    }

private fun Scene.scanActions(): View {
    // Each only where the device has it.
    val torch = listOfNotNull(torchButton().takeIf { camera.can.torch })
    val others = listOfNotNull(zoomButton().takeIf { camera.can.zoom }, switchButton().takeIf { camera.can.otherSide })
    if (!kit.isWide) {
        val line = torch + paperButton().stretched() + others
        return narrow(kit.row(*spaced(line)).padded(kit, 16))
    }
    val corner = kit.row(kit.spring(), menuButton())
    val row = kit.row(*(torch + kit.spring() + spaced(others)).toTypedArray())
    return kit.column(corner, View(kit.context).tall(), row, kit.space(16), paperButton()).padded(kit, 16)
}

private fun Scene.paperButton() =
    kit.button(words.say(R.string.scan_paper), kit.color(R.color.on_camera), kit.color(R.color.camera)) { tap(Tap.Paper) }

private fun Scene.torchButton(): View {
    if (!torch) return roundButton(R.drawable.icon_torch, R.string.scan_torch_on) { tap(Tap.Torch) }
    val lit = Shapes.round(kit.color(R.color.training))
    return kit.iconButton(R.drawable.icon_torch_on, words.say(R.string.scan_torch_off), kit.color(R.color.on_training), lit) {
        tap(Tap.Torch)
    }
}

private fun Scene.switchButton() = roundButton(R.drawable.icon_switch, R.string.scan_switch_camera) { tap(Tap.SwitchCamera) }

private fun Scene.zoomButton(): View {
    val (picture, said) =
        if (camera.isZoomed) R.drawable.icon_zoom_out to R.string.scan_zoom_out else R.drawable.icon_zoom_in to R.string.scan_zoom_in
    return roundButton(picture, said) { errands.zoom() }
}

private fun Scene.roundButton(
    picture: Int,
    said: Int,
    onTap: () -> Unit,
) = kit.iconButton(picture, words.say(said), kit.color(R.color.on_camera), Shapes.round(kit.color(R.color.round)), onTap)
