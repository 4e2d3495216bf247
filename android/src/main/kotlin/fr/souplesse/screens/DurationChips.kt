package fr.souplesse.screens

import android.view.Gravity
import android.view.View
import fr.souplesse.R
import fr.souplesse.core.DurationAnswer
import fr.souplesse.core.PaperAnswer
import fr.souplesse.look.Type
import fr.souplesse.look.stretched

/** The duration that stands on the paper: those that are usual, none, or another by steps. */
internal class DurationChips(
    private val scene: Scene,
    private val usual: List<Int>,
    private val answered: DurationAnswer?,
    private val memory: FormMemory,
    private val answer: (PaperAnswer) -> Unit,
) {
    private val kit = scene.kit
    private val words = scene.words

    fun view(): View {
        val none =
            kit.chip(words.say(R.string.paper_no_duration), answered == DurationAnswer.Unstated) {
                answer(PaperAnswer.Duration(DurationAnswer.Unstated))
            }
        val chips = usual.map { count -> kit.chip(said(count), answered == hours(count).v1) { answer(hours(count)) } }
        val another =
            kit.chip(words.say(R.string.paper_other_duration), memory.hours != null) {
                memory.setHours(usual.firstOrNull() ?: MOST / 2)
            }
        // There is another kind of paper, too.
        another.contentDescription = "${words.say(R.string.paper_duration)} ${another.text}"
        return kit.column(scene.flow(listOf(none) + chips + another), memory.hours?.let(::steps))
    }

    private fun steps(first: Int): View {
        val count =
            kit.text(said(first), Type.HEADING).apply {
                gravity = Gravity.CENTER
                accessibilityLiveRegion = View.ACCESSIBILITY_LIVE_REGION_POLITE
            }
        val step = { by: Int ->
            val stepped = ((memory.hours ?: first) + by).coerceIn(LEAST, MOST)
            memory.hours = stepped
            count.text = said(stepped)
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
        val done = kit.button(words.say(R.string.paper_done)) { answer(hours(memory.hours ?: first)) }
        return kit.column(kit.space(12), steps, kit.space(12), done)
    }

    private fun said(count: Int) = words.say(R.plurals.paper_hours, count)

    private fun hours(count: Int) = PaperAnswer.Duration(DurationAnswer.Hours(count.toUShort()))

    private companion object {
        /** What the core takes for a duration, in hours. */
        const val LEAST = 1
        const val MOST = 8760
    }
}
