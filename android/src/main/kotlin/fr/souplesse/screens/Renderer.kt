package fr.souplesse.screens

import android.graphics.PointF
import android.graphics.Rect
import android.os.Build
import android.view.View
import android.widget.FrameLayout
import fr.souplesse.core.Screen
import fr.souplesse.look.Edges
import fr.souplesse.look.FILL
import fr.souplesse.core.View as Shown

/**
 * Draws the screens of the core on [stage]. A screen that says the same is not drawn again; of one that is the same page and
 * says something else, what is the same stays.
 */
class Renderer(
    private val stage: Edges,
    private val sceneOf: (Screen, Sheet) -> Scene,
) {
    private val page = FrameLayout(stage.context)
    private val over = FrameLayout(stage.context)
    private var drawn: Screen? = null

    /** Whether something beside the screen has changed with which it is drawn. */
    private var isStale = false
    private var shown: Page? = null

    /** Of the page that is there, or was before it was cleared. */
    private var memory = Memory(::redraw)
    private var remembered: Class<*>? = null

    /** What lies over the screen, such as the menu. */
    val sheet = Sheet(over, page)

    init {
        for (layer in listOf(page, over)) {
            stage.addView(layer, FrameLayout.LayoutParams(FILL, FILL))
        }
    }

    fun show(screen: Screen) {
        val told = screen.copy(view = screen.view.withoutTime(), effects = emptyList(), wakeInMs = null)
        val before = drawn
        // What is drawn piece by piece is compared so, with what it remembers itself.
        if (told == before && !isStale && shown?.columns.isNullOrEmpty()) return
        isStale = false
        if (before?.view?.javaClass != told.view.javaClass) sheet.close()
        if (remembered != told.view.javaClass) memory = Memory(::redraw)
        remembered = told.view.javaClass
        drawn = told
        put(pageOf(screen.view, sceneOf(screen, sheet)), isSame = before != null && told.view.isPageOf(before.view))
    }

    /** What the next screen is drawn with is not what this one was. */
    fun drawAnew() {
        isStale = true
    }

    /** Nothing of what was there is drawn any longer, and the next screen is in any case. */
    fun clear() {
        drawn = null
        shown = null
        sheet.close()
        page.removeAllViews()
    }

    /** A code was found there on the screen. */
    fun found(corners: List<PointF>) = shown?.reticle?.snap(corners)

    /** The page itself remembers something else. */
    private fun redraw() {
        val screen = drawn ?: return
        put(pageOf(screen.view, sceneOf(screen, sheet)), isSame = true)
    }

    private fun put(
        next: Page,
        isSame: Boolean,
    ) {
        val attention = if (isSame) Attention.on(page) else null
        val before = shown?.takeIf { isSame }
        val now = if (before?.become(next) == true) before.of(next) else drawnAnew(next)
        shown = now
        stage.edge = now.edge
        val part = now.part(now.current)
        if (part != null && now.current != before?.current) page.post { part.showWholly() }
        attention?.returnTo(page, part)
    }

    private fun drawnAnew(next: Page): Page {
        next.columns.forEach(Parts::show)
        page.removeAllViews()
        page.addView(next.view, FrameLayout.LayoutParams(FILL, FILL))
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) next.view.accessibilityPaneTitle = next.name
        next.first?.let(::tell)
        return next
    }

    /** A live region tells what changes in it: it is filled once it is there. */
    private fun tell(first: View) {
        if (first.accessibilityLiveRegion == View.ACCESSIBILITY_LIVE_REGION_NONE) return
        val said = first.contentDescription
        first.contentDescription = null
        page.post { if (first.isAttachedToWindow) first.contentDescription = said }
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
            is Shown.Paper -> PaperScreen(scene, view.v1, memory.form).page()
            is Shown.Collecting -> collecting(scene, view)
            is Shown.Offer -> offer(scene, view)
            is Shown.Installed -> installed(scene, view.v1)
            is Shown.Updates -> updates(scene, view.v1)
            is Shown.Register -> RegisterScreen(scene, view.v1, memory.register).page()
            is Shown.About -> about(scene, view.v1)
            Shown.NoCamera -> noCamera(scene)
            Shown.Covered -> covered(scene)
        }
}

/** A verdict's time runs on its ring by itself. */
private fun Shown.withoutTime() = if (this is Shown.Verdict) Shown.Verdict(v1.copy(leftMs = 0u)) else this

/** Whether this is the same page as the one before, though it may say something else. A verdict of someone else is another. */
private fun Shown.isPageOf(before: Shown) =
    when (this) {
        is Shown.Verdict -> before is Shown.Verdict && v1.verdict == before.v1.verdict
        is Shown.Offer -> before is Shown.Offer && update == before.update
        else -> javaClass == before.javaClass
    }

private fun View.showWholly() {
    val above = rootView.resources.displayMetrics.density * 16
    requestRectangleOnScreen(Rect(0, -above.toInt(), width, height), true)
}
