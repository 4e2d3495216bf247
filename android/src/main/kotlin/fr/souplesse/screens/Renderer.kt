package fr.souplesse.screens

import android.graphics.PointF
import android.graphics.Rect
import android.os.Build
import android.view.View
import android.widget.FrameLayout
import fr.souplesse.core.Screen
import fr.souplesse.look.Edges
import fr.souplesse.look.FILL
import fr.souplesse.look.Reticle
import fr.souplesse.core.View as Shown

/** Draws the screens of the core on [stage]. A screen that says the same is not drawn again. */
class Renderer(
    private val stage: Edges,
    private val sceneOf: (Screen, Sheet) -> Scene,
) {
    private val page = FrameLayout(stage.context)
    private val over = FrameLayout(stage.context)
    private var drawn: Screen? = null
    private var reticle: Reticle? = null

    /** What lies over the screen, such as the menu. */
    val sheet = Sheet(over, page)

    init {
        for (layer in listOf(page, over)) {
            stage.addView(layer, FrameLayout.LayoutParams(FILL, FILL))
        }
    }

    fun show(screen: Screen) {
        val told = screen.copy(view = screen.view.withoutTime(), effects = emptyList(), wakeInMs = null)
        if (told == drawn) return
        if (drawn?.view?.javaClass != told.view.javaClass) sheet.close()
        drawn = told
        put(pageOf(screen.view, sceneOf(screen, sheet)))
    }

    /** What the next screen is drawn with is not what this one was. */
    fun drawAnew() {
        drawn = null
    }

    /** Nothing of what was there is drawn any longer, and the next screen is in any case. */
    fun clear() {
        drawn = null
        sheet.close()
        reticle = null
        page.removeAllViews()
    }

    /** A code was found there on the screen. */
    fun found(corners: List<PointF>) = reticle?.snap(corners)

    private fun put(next: Page) {
        reticle = next.reticle
        page.removeAllViews()
        page.addView(next.view, FrameLayout.LayoutParams(FILL, FILL))
        stage.edge = next.edge
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) next.view.accessibilityPaneTitle = next.name
        next.shown?.let { shown -> page.post { shown.showWholly() } }
        val first = next.first ?: return
        // A live region tells what changes in it: it is filled once it is there.
        val said = first.contentDescription
        if (first.accessibilityLiveRegion != View.ACCESSIBILITY_LIVE_REGION_NONE) {
            first.contentDescription = null
            page.post { if (first.isAttachedToWindow) first.contentDescription = said }
        }
    }

    private fun pageOf(
        view: Shown,
        scene: Scene,
    ): Page =
        when (view) {
            Shown.Welcome -> welcome(scene)
            is Shown.Scan -> scan(scene, view.help)
            is Shown.Verdict -> VerdictScreen(scene, view.v1).page()
            Shown.SeveralPasses -> severalPasses(scene)
            is Shown.Paper -> PaperScreen(scene, view.v1).page()
            is Shown.Collecting -> collecting(scene, view)
            is Shown.Offer -> offer(scene, view)
            is Shown.Installed -> installed(scene, view.v1)
            is Shown.Updates -> updates(scene, view.v1)
            is Shown.Register -> RegisterScreen(scene, view.v1).page()
            is Shown.About -> about(scene, view.v1)
            Shown.NoCamera -> noCamera(scene)
            Shown.Covered -> covered(scene)
        }
}

/** A verdict's time runs on its ring by itself. */
private fun Shown.withoutTime() = if (this is Shown.Verdict) Shown.Verdict(v1.copy(leftMs = 0u)) else this

private fun View.showWholly() {
    val above = rootView.resources.displayMetrics.density * 16
    requestRectangleOnScreen(Rect(0, -above.toInt(), width, height), true)
}
