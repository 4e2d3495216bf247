package fr.souplesse.screens

import android.content.Context
import android.view.View
import android.widget.LinearLayout
import fr.souplesse.look.FILL
import fr.souplesse.look.WRAP

/** A piece of a page. It is drawn anew only where what it says is another; else its view stays, and what was done with it. */
class Part(
    /** The same as long as it is the same piece; of one name a page has one. */
    val name: String,
    /** All that it is drawn from. */
    internal val says: Any?,
    /** What is done with a view that stays. */
    internal val refresh: (View) -> Unit = {},
    internal val draw: () -> View?,
)

/** Pieces below each other. Nothing is drawn before the first [show]. */
class Parts(
    context: Context,
    private var wanted: List<Part>,
) : LinearLayout(context) {
    private var shown = emptyList<Pair<Part, View?>>()

    init {
        orientation = VERTICAL
    }

    /** Draws what is wanted of it, in place of what it says otherwise; what says the same stays where it is. */
    fun show() = become(this)

    /** Says what [next] would, and keeps what they have in common. */
    fun become(next: Parts) {
        wanted = next.wanted
        check(wanted.distinctBy { it.name }.size == wanted.size)
        val before = shown.associate { (part, view) -> part.name to (part to view) }
        shown = wanted.map { part -> part to (before[part.name]?.takeIf { it.first.says == part.says }?.second ?: part.draw()) }
        val views = shown.mapNotNull { it.second }
        (0 until childCount).map(::getChildAt).filterNot(views::contains).forEach(::removeView)
        views.forEachIndexed { at, view -> if (view.parent == null) addView(view, at, view.layoutParams ?: LayoutParams(FILL, WRAP)) }
        shown.forEach { (part, view) -> view?.let(part.refresh) }
    }

    /** The view of this piece. */
    fun of(name: String) = shown.find { it.first.name == name }?.second
}
