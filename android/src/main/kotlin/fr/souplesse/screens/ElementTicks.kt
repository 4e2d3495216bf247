package fr.souplesse.screens

import android.view.View
import android.widget.LinearLayout
import fr.souplesse.R
import fr.souplesse.core.Choice
import fr.souplesse.core.PaperAnswer
import fr.souplesse.core.Word
import fr.souplesse.look.padded
import fr.souplesse.look.stretched

/** What must stand on the paper: all of it by one tap, or what is missing by name. Nothing is preset. */
internal class ElementTicks(
    private val scene: Scene,
    private val elements: List<Choice>,
    answered: List<Word>?,
    private val answer: (PaperAnswer) -> Unit,
) {
    private val kit = scene.kit
    private val words = scene.words
    private val isAnswered = answered != null
    private val missing = answered.orEmpty().toMutableSet()
    private val content = kit.column()

    fun view(): View {
        if (isAnswered) showAnswer() else showList()
        return content
    }

    /** What was answered, in brief; either answer can be changed. */
    private fun showAnswer() {
        val all = kit.chip(words.say(R.string.paper_all_there), missing.isEmpty()) { answer(PaperAnswer.Missing(emptyList())) }
        val some = kit.chip(words.say(R.string.paper_something_missing), missing.isNotEmpty()) { showTicks() }
        fill(scene.flow(listOf(all, some)))
    }

    private fun showList() {
        val list = scene.card(*elements.map { point(it) }.toTypedArray())
        val all = kit.button(words.say(R.string.paper_all_there)) { answer(PaperAnswer.Missing(emptyList())) }
        val some = kit.quietButton(words.say(R.string.paper_something_missing)) { showTicks() }
        fill(list, kit.space(8), some, kit.space(12), all)
    }

    private fun showTicks() {
        val ticks = elements.map { tick(it) }
        val done = kit.button(words.say(R.string.paper_done)) { answer(PaperAnswer.Missing(missing.toList())) }
        val hint = kit.text(words.say(R.string.paper_tap_missing), tint = kit.color(R.color.quiet)).padded(kit, 0, 8)
        fill(hint, scene.flow(ticks), kit.space(12), done)
        content.post { content.requestRectangleOnScreen(android.graphics.Rect(0, 0, content.width, content.height), true) }
    }

    private fun point(element: Choice) = kit.text(words.choice("element", element)).padded(kit, 0, 4)

    /** Tapped when it is missing, and again when it is there after all. */
    private fun tick(element: Choice): View {
        val name = words.choice("element", element)
        val isMissing = element.word in missing
        return kit
            .chip(name, isMissing) {
                if (!missing.remove(element.word)) missing += element.word
                showTicks()
            }.apply {
                if (isMissing) {
                    contentDescription = words.say(R.string.paper_is_missing, "element" to name)
                    setCompoundDrawablesRelativeWithIntrinsicBounds(
                        kit.icon(R.drawable.icon_cross, kit.color(R.color.on_accent)),
                        null,
                        null,
                        null,
                    )
                    compoundDrawablePadding = kit.dp(8)
                }
            }
    }

    private fun fill(vararg views: View) {
        content.removeAllViews()
        for (view in views) {
            content.addView(view, view.layoutParams ?: LinearLayout.LayoutParams(fr.souplesse.look.FILL, fr.souplesse.look.WRAP))
        }
    }
}

/** The duration that stands on the paper: those that are usual, none, or another by steps. */
internal class DurationChips(
    private val scene: Scene,
    private val usual: List<Int>,
    private val answered: fr.souplesse.core.DurationAnswer?,
    private val answer: (PaperAnswer) -> Unit,
) {
    private val kit = scene.kit
    private val words = scene.words
    private val content = kit.column()
    private var other = usual.firstOrNull() ?: MOST / 2

    fun view(): View {
        val none =
            kit.chip(words.say(R.string.paper_no_duration), answered == fr.souplesse.core.DurationAnswer.Unstated) {
                answer(PaperAnswer.Duration(fr.souplesse.core.DurationAnswer.Unstated))
            }
        val chips = usual.map { count -> kit.chip(said(count), answered == hours(count).v1) { answer(hours(count)) } }
        val another = kit.chip(words.say(R.string.paper_other_duration), false) { showSteps() }
        content.addView(scene.flow(listOf(none) + chips + another))
        return content
    }

    private fun showSteps() {
        if (content.childCount > 1) content.removeViewAt(1)
        val count = kit.heading(said(other)).apply { gravity = android.view.Gravity.CENTER }
        val step = { by: Int ->
            other = (other + by).coerceIn(LEAST, MOST)
            count.text = said(other)
        }
        val steps =
            kit.row(
                kit.chip("−6", false) { step(-6) },
                kit.space(4),
                kit.chip("−1", false) { step(-1) },
                count.stretched(),
                kit.chip("+1", false) { step(1) },
                kit.space(4),
                kit.chip("+6", false) { step(6) },
            )
        content.addView(
            kit.column(kit.space(12), steps, kit.space(12), kit.button(words.say(R.string.paper_done)) { answer(hours(other)) }),
        )
    }

    private fun said(count: Int) = words.say(R.plurals.paper_hours, count)

    private companion object {
        /** What the core takes for a duration, in hours. */
        const val LEAST = 1
        const val MOST = 8760
    }
}
