package fr.souplesse.screens

import android.view.View
import fr.souplesse.R
import fr.souplesse.look.FILL
import fr.souplesse.look.Reticle
import fr.souplesse.look.sized
import fr.souplesse.look.tall
import fr.souplesse.look.wide

/**
 * What lies over the camera, with a frame where a code is held between [above] and [hint]. [panel] is below; beside it where
 * the screen lies, so that codes have room and thumbs reach it.
 */
internal fun Scene.overCamera(
    name: String,
    above: View,
    hint: View?,
    panel: View,
): Page {
    val scrim = kit.color(R.color.scrim)
    above.setBackgroundColor(scrim)
    panel.setBackgroundColor(scrim)
    val picture = kit.column(above, Reticle(kit.context, kit.color(R.color.on_camera)).tall(), hint)
    val both = if (kit.isWide) kit.row(picture.wide(), panel.sized(kit.dp(panelWidth()), FILL)) else kit.column(picture.tall(), panel)
    val page = kit.column(trainingBanner(), both.tall())
    page.setOnTouchListener(Pointing(kit.context, errands::focusAt))
    return Page(page, edge = scrim, name = name)
}

private fun Scene.panelWidth() = if (kit.isTablet) 320 else 256
