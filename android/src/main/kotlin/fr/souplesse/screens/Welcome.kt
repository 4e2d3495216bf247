package fr.souplesse.screens

import android.view.View
import fr.souplesse.R
import fr.souplesse.core.Tap

/** What this software is and is not; and why the camera will be asked for. */
internal fun welcome(scene: Scene): Page =
    with(scene) {
        val body =
            kit.column(
                mark(MARK),
                kit.space(8),
                point(R.drawable.icon_tick, words.say(R.string.welcome_is)),
                point(R.drawable.icon_warning, words.say(R.string.welcome_is_not)),
                point(R.drawable.icon_eye_off, words.say(R.string.welcome_privacy)),
                point(R.drawable.icon_camera, words.say(R.string.welcome_camera)),
            )
        val understood = kit.button(words.say(R.string.welcome_understood)) { tap(Tap.Understood) }
        framed(words.say(R.string.welcome_title), body, listOf(understood), back = false)
    }

/** Nothing: the app is not to be seen. */
internal fun covered(scene: Scene): Page {
    val dark = scene.kit.color(R.color.camera)
    return Page(View(scene.kit.context).apply { setBackgroundColor(dark) }, edge = dark)
}

private const val MARK = 88
