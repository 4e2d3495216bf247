package fr.souplesse.screens

import android.view.Gravity
import android.view.View
import android.widget.FrameLayout
import android.widget.ImageView
import android.widget.LinearLayout
import fr.souplesse.R
import fr.souplesse.core.Profile
import fr.souplesse.core.Tap
import fr.souplesse.look.FILL
import fr.souplesse.look.Shapes
import fr.souplesse.look.Type
import fr.souplesse.look.WRAP
import fr.souplesse.look.padded
import fr.souplesse.look.stretched

/** The way to everything that is done between two people. */
internal fun Scene.menu(): View {
    val cover = FrameLayout(kit.context)
    cover.setBackgroundColor(kit.color(R.color.scrim))
    cover.setOnClickListener { sheet.close() }
    cover.contentDescription = words.say(R.string.app_close)
    cover.addView(narrow(menuList()), FrameLayout.LayoutParams(FILL, WRAP, Gravity.BOTTOM))
    return cover
}

private fun Scene.menuList(): View {
    val training = if (bar.training) R.string.menu_training_off else R.string.menu_training_on
    val entries =
        listOfNotNull(
            profileEntry(),
            entry(R.drawable.icon_update, R.string.menu_updates, Tap.Updates),
            entry(R.drawable.icon_register, R.string.menu_register, Tap.Register),
            entry(R.drawable.icon_training, training, Tap.Training(!bar.training)),
            entry(R.drawable.icon_about, R.string.menu_about, Tap.About),
        )
    val shut = kit.quietButton(words.say(R.string.app_close), kit.color(R.color.ink)) { sheet.close() }
    val list = kit.column(*entries.toTypedArray(), kit.space(8), shut).padded(kit, 16)
    val round = kit.dp(24).toFloat()
    list.background =
        Shapes.rounded(0f) {
            setColor(kit.color(R.color.page))
            cornerRadii = floatArrayOf(round, round, round, round, 0f, 0f, 0f, 0f)
        }
    list.isClickable = true
    return kit.scroll(list)
}

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
): View {
    val icon =
        ImageView(kit.context).apply {
            setImageDrawable(kit.icon(picture, kit.color(R.color.ink)))
            layoutParams = LinearLayout.LayoutParams(kit.dp(28), kit.dp(28))
        }
    return kit.row(icon, kit.space(16), kit.text(words.say(name)).stretched()).padded(kit, 12, 12).apply {
        minimumHeight = kit.dp(56)
        background = Shapes.filled(kit.color(R.color.page), kit.color(R.color.ink), kit.dp(12).toFloat())
        contentDescription = words.say(name)
        isFocusable = true
        setOnClickListener { tap(leads) }
    }
}
