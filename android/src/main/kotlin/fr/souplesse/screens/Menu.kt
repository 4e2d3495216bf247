package fr.souplesse.screens

import android.os.Build
import android.view.Gravity
import android.view.View
import android.widget.FrameLayout
import fr.souplesse.R
import fr.souplesse.core.Profile
import fr.souplesse.core.Tap
import fr.souplesse.look.FILL
import fr.souplesse.look.Shapes
import fr.souplesse.look.Type
import fr.souplesse.look.WRAP
import fr.souplesse.look.padded

/** The way to everything that is done between two people. */
internal fun Scene.menu(): View {
    val sheet = FrameLayout(kit.context)
    sheet.addView(cover(), FrameLayout.LayoutParams(FILL, FILL))
    sheet.addView(narrow(menuList()), FrameLayout.LayoutParams(FILL, WRAP, Gravity.BOTTOM))
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) sheet.accessibilityPaneTitle = words.say(R.string.scan_menu)
    return sheet
}

/** Closes the menu for fingers; others have its button. */
private fun Scene.cover() =
    View(kit.context).apply {
        setBackgroundColor(kit.color(R.color.scrim))
        setOnClickListener { sheet.close() }
        isFocusable = false
        importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO
    }

private fun Scene.menuList(): View {
    val training = if (bar.training) R.string.menu_training_off else R.string.menu_training_on
    val entries =
        listOfNotNull(
            profileEntry(),
            entry(R.drawable.icon_update, R.string.menu_updates, Tap.Updates),
            entry(R.drawable.icon_register, R.string.menu_register, Tap.Register),
            entry(R.drawable.icon_training, training, Tap.Training(!bar.training)),
            kit.entry(R.drawable.icon_paper, words.say(R.string.training_samples)) { sheet.open(sampleList()) }.takeIf { bar.training },
            entry(R.drawable.icon_about, R.string.menu_about, Tap.About),
        )
    val shut = kit.quietButton(words.say(R.string.app_close), kit.color(R.color.ink)) { sheet.close() }
    val head = kit.row(mark(40), kit.space(12), kit.text(words.say(R.string.app_name), Type.HEADING).silent()).padded(kit, 8, 0)
    val list = kit.column(head, kit.space(12), *entries.toTypedArray(), kit.space(8), shut).padded(kit, 16)
    val round = kit.dp(24).toFloat()
    list.background =
        Shapes.rounded(0f) {
            setColor(kit.color(R.color.card))
            setStroke(kit.dp(1), kit.color(R.color.line))
            cornerRadii = floatArrayOf(round, round, round, round, 0f, 0f, 0f, 0f)
        }
    return kit.scroll(list)
}

/** Known to whoever hears it, for the menu has a name. */
private fun View.silent() = apply { importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO }

private fun Scene.profileEntry(): View? {
    if (!bar.mayBeController) return null
    val isController = bar.profile == Profile.CONTROLLER
    val name = if (isController) R.string.menu_to_venue else R.string.menu_to_controller
    return entry(R.drawable.icon_profile, name, Tap.Profile(if (isController) Profile.VENUE else Profile.CONTROLLER))
}

private fun Scene.entry(
    picture: Int,
    name: Int,
    leads: Tap,
) = kit.entry(picture, words.say(name)) {
    sheet.close()
    tap(leads)
}
