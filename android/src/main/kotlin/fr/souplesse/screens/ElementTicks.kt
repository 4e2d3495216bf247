package fr.souplesse.screens

import android.graphics.Rect
import android.view.Gravity
import android.view.View
import android.widget.LinearLayout
import fr.souplesse.R
import fr.souplesse.core.Choice
import fr.souplesse.core.DurationAnswer
import fr.souplesse.core.PaperAnswer
import fr.souplesse.core.Word
import fr.souplesse.look.FILL
import fr.souplesse.look.WRAP
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
        if (kit.isWide) {
            fill(kit.row(list.stretched(), kit.space(16), scene.below(listOf(some, all)).stretched()))
        } else {
            fill(list, kit.space(8), some, kit.space(12), all)
        }
    }

    private fun showTicks() {
        val ticks = elements.map { tick(it) }
        val done = kit.button(words.say(R.string.paper_done)) { answer(PaperAnswer.Missing(missing.toList())) }
        val hint = kit.text(words.say(R.string.paper_tap_missing), tint = kit.color(R.color.quiet)).padded(kit, 0, 8)
        fill(hint, scene.flow(ticks), kit.space(12), done)
        content.post { content.requestRectangleOnScreen(Rect(0, 0, content.width, content.height + kit.dp(24)), true) }
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
            content.addView(view, view.layoutParams ?: LinearLayout.LayoutParams(FILL, WRAP))
        }
    }
}
