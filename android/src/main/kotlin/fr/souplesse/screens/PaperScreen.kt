package fr.souplesse.screens

import android.view.Gravity
import android.view.View
import android.widget.Button
import fr.souplesse.R
import fr.souplesse.core.Answers
import fr.souplesse.core.DurationAnswer
import fr.souplesse.core.Event
import fr.souplesse.core.KindAnswer
import fr.souplesse.core.PaperAnswer
import fr.souplesse.core.PaperView
import fr.souplesse.core.Question
import fr.souplesse.look.Type
import fr.souplesse.look.padded
import fr.souplesse.look.stretched

/** The paper form: chips, no keyboard. One question is open; what was answered is a row each, and one tap opens it again. */
internal class PaperScreen(
    private val scene: Scene,
    private val shown: PaperView,
    private val memory: FormMemory,
) {
    private val kit = scene.kit
    private val words = scene.words
    private val answers = shown.answers
    private val steps = Step.all(shown)
    private val current = memory.reopened?.takeIf { it.isAnswered(answers) } ?: Step.of(shown.question)

    fun page(): Page {
        // A form that is begun anew knows nothing of the one before.
        if (answers == NOTHING) memory.settle()
        val told = steps.filter { it == current || it.isAnswered(answers) }
        val parts = told.map { if (it == current) question(it) else row(it) }
        return scene.framed(words.say(R.string.paper_title), parts, isLow = !kit.isTablet, current = current.name)
    }

    private fun row(step: Step): Part {
        val said = answer(step)
        return Part(step.name, said) { kit.column(scene.answered(said) { memory.reopen(step) }, kit.space(8)) }
    }

    private fun question(step: Step): Part {
        val open = listOf(memory.nights, memory.isNaming, memory.hours != null)
        return Part(step.name, listOf(shown, steps, open)) {
            kit.column(heading(step), body(step), kit.space(16))
        }
    }

    /** What is asked, and the how manieth question it is. */
    private fun heading(step: Step): View {
        val asked = kit.heading(words.say(step.asked))
        val (number, count) = "${steps.indexOf(step) + 1}" to "${steps.size}"
        val place = kit.text(words.say(R.string.paper_place, "number" to number, "of" to count), Type.LABEL, kit.color(R.color.quiet))
        place.contentDescription = words.say(R.string.paper_place_spoken, "number" to number, "of" to count)
        return kit.row(asked.stretched(), kit.space(16), place).padded(kit, 0, 8)
    }

    private val Step.asked
        get() =
            when (this) {
                Step.KIND -> R.string.paper_kind
                Step.TIME -> R.string.paper_time
                Step.ELEMENTS -> R.string.paper_elements
                Step.DURATION -> R.string.paper_duration
                Step.MINUTES -> R.string.paper_exact
            }

    private fun body(step: Step): View =
        when (step) {
            Step.KIND -> kinds()
            Step.TIME -> TimeChips(scene, shown.form.times, answers.time, memory, ::answer).view()
            Step.ELEMENTS -> ElementTicks(scene, shown.form.elements, answers.missing, memory, ::answer).view()
            Step.DURATION -> DurationChips(scene, shown.form.durations.map { it.toInt() }, answers.duration, memory, ::answer).view()
            Step.MINUTES -> MinuteChips(scene, shown.question as Question.Exact, ::answer).view()
        }

    private fun kinds(): View {
        val named =
            shown.form.kinds.map { kind ->
                kit.chip(words.choice("kind_of_paper", kind), answers.kind == KindAnswer.Is(kind.word)) {
                    answer(PaperAnswer.Kind(KindAnswer.Is(kind.word)))
                }
            }
        val unstated =
            kit.chip(words.say(R.string.paper_unstated), answers.kind == KindAnswer.Unstated) {
                answer(PaperAnswer.Kind(KindAnswer.Unstated))
            }
        return scene.flow(named + unstated)
    }

    /** What was answered, in brief. */
    private fun answer(step: Step): String =
        when (step) {
            Step.KIND -> kind()
            Step.TIME, Step.MINUTES -> TimeWords(words, shown.form.times).answer(answers.time!!, answers.exact)
            Step.ELEMENTS -> elements()
            Step.DURATION -> duration()
        }

    private fun kind(): String {
        val named = answers.kind as? KindAnswer.Is ?: return words.say(R.string.paper_unstated)
        val kind = shown.form.kinds.find { it.word == named.v1 }
        return kind?.let { words.choice("kind_of_paper", it) } ?: named.v1
    }

    private fun elements(): String {
        val missing = shown.form.elements.filter { it.word in answers.missing.orEmpty() }
        if (missing.isEmpty()) return words.say(R.string.paper_all_there)
        return words.say(R.string.paper_lacks, "elements" to missing.joinToString(", ") { words.choice("element", it) })
    }

    private fun duration(): String {
        val stated = answers.duration as? DurationAnswer.Hours ?: return words.say(R.string.paper_states_nothing)
        return words.say(R.string.paper_states, "hours" to words.say(R.plurals.paper_hours, stated.v1.toInt()))
    }

    private fun answer(answer: PaperAnswer) {
        memory.settle()
        scene.send(Event.Answer(answer))
    }

    private companion object {
        val NOTHING = Answers(null, null, null, null, null)
    }
}

/** One row that says what was answered, and changes it. */
private fun Scene.answered(
    said: String,
    onTap: () -> Unit,
) = wideChip(said, isChosen = false, onTap).apply {
    contentDescription = words.say(R.string.paper_change, "answer" to said)
    val pen = kit.icon(R.drawable.icon_edit, kit.color(R.color.accent)).apply { setBounds(0, 0, kit.dp(24), kit.dp(24)) }
    setCompoundDrawablesRelative(null, null, pen, null)
    compoundDrawablePadding = kit.dp(16)
}

/** A chip as wide as the page. */
internal fun Scene.wideChip(
    said: String,
    isChosen: Boolean,
    onTap: () -> Unit,
): Button = kit.chip(said, isChosen, onTap).apply { gravity = Gravity.START or Gravity.CENTER_VERTICAL }
