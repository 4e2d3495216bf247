package fr.souplesse.screens

import android.view.View
import fr.souplesse.R
import fr.souplesse.core.Choice
import fr.souplesse.core.PaperAnswer
import fr.souplesse.core.Word
import fr.souplesse.look.Type
import fr.souplesse.look.checkbox
import fr.souplesse.look.padded
import fr.souplesse.look.stretched

/** What must stand on the paper, to be ticked: all of it by one tap, or what is missing by name. Nothing is preset. */
internal class ElementTicks(
    private val scene: Scene,
    private val elements: List<Choice>,
    private val answered: List<Word>?,
    private val memory: FormMemory,
    private val answer: (PaperAnswer) -> Unit,
) {
    private val kit = scene.kit
    private val words = scene.words

    fun view(): View = if (memory.isNaming) missing() else there()

    /** The list to go through by finger. It binds nobody: one tap says that all is there. */
    private fun there(): View {
        val list = scene.card(*elements.map { tick(it, words.choice("element", it)) }.toTypedArray())
        val some = kit.quietButton(words.say(R.string.paper_something_missing)) { memory.nameMissing(elements.map { it.word }) }
        val all = kit.button(words.say(R.string.paper_all_there)) { answer(PaperAnswer.Missing(emptyList())) }
        return beside(list, some, all)
    }

    private fun missing(): View {
        if (memory.ticked.isEmpty()) memory.ticked += answered.orEmpty()
        val hint = kit.text(words.say(R.string.paper_tap_missing), Type.STRONG).padded(kit, 0, 8)
        val list =
            scene.card(
                *elements
                    .map { element ->
                        tick(element, words.say(R.string.paper_is_missing, "element" to words.choice("element", element)))
                    }.toTypedArray(),
            )
        val done = kit.button(words.say(R.string.paper_done)) { answer(PaperAnswer.Missing(memory.ticked.toList())) }
        return kit.column(hint, beside(list, done))
    }

    private fun tick(
        element: Choice,
        said: String,
    ) = kit
        .checkbox(words.choice("element", element), element.word in memory.ticked) { isOn ->
            if (isOn) memory.ticked += element.word else memory.ticked -= element.word
        }.apply { contentDescription = said }

    private fun beside(
        list: View,
        vararg actions: View,
    ): View {
        val below = scene.below(actions.toList())
        return if (kit.isWide) kit.row(list.stretched(), kit.space(16), below.stretched()) else kit.column(list, kit.space(8), below)
    }
}
