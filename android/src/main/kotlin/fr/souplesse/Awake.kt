package fr.souplesse

import android.view.Window
import android.view.WindowManager
import fr.souplesse.core.View as Shown

/** Where somebody works with it, the screen stays on; where a code or a verdict is looked at, it is as bright as it can be. */
internal fun Window.stayAwake(view: Shown) {
    val isWorking = view != Shown.Covered && view != Shown.Welcome
    if (isWorking) addFlags(WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON) else clearFlags(WindowManager.LayoutParams.FLAG_KEEP_SCREEN_ON)
    val isBright = view is Shown.Scan || view is Shown.Verdict || view == Shown.SeveralPasses
    val wanted =
        if (isBright) WindowManager.LayoutParams.BRIGHTNESS_OVERRIDE_FULL else WindowManager.LayoutParams.BRIGHTNESS_OVERRIDE_NONE
    if (attributes.screenBrightness != wanted) attributes = attributes.apply { screenBrightness = wanted }
}
