package fr.souplesse.screens

import android.view.View
import android.widget.FrameLayout
import fr.souplesse.R
import fr.souplesse.look.FILL
import fr.souplesse.look.Reticle
import fr.souplesse.look.sized
import fr.souplesse.look.tall
import fr.souplesse.look.wide

/**
 * What lies over the camera, with a window where a code is held between [above] and [hint]. [panel] is below; beside it where
 * the screen lies, so that codes have room and thumbs reach it.
 */
internal fun Scene.overCamera(
    name: String,
    above: View,
    hint: View?,
    panel: View,
): Page {
    val place = View(kit.context).tall()
    val picture = kit.column(above, place, hint)
    val both = if (kit.isWide) kit.row(picture.wide(), panel.sized(kit.dp(panelWidth()), FILL)) else kit.column(picture.tall(), panel)
    val page = FrameLayout(kit.context)
    val reticle = reticle(place)
    page.addView(reticle, FrameLayout.LayoutParams(FILL, FILL))
    page.addView(kit.column(practiceBanner(), both.tall()), FrameLayout.LayoutParams(FILL, FILL))
    page.setOnTouchListener(Pointing(kit.context, errands::focusAt))
    return Page(page, edge = kit.color(R.color.dim), name = name, reticle = reticle)
}

private fun Scene.reticle(place: View) =
    Reticle(kit.context, place, kit.color(R.color.dim), kit.color(R.color.on_camera), kit.color(R.color.fresh))

private fun Scene.panelWidth() = if (kit.isTablet) 320 else 256
