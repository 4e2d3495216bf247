package fr.souplesse.screens

import android.view.View
import android.widget.LinearLayout
import fr.souplesse.R
import fr.souplesse.core.DurationAnswer
import fr.souplesse.core.Event
import fr.souplesse.core.KindAnswer
import fr.souplesse.core.PaperAnswer
import fr.souplesse.core.PaperView
import fr.souplesse.core.Question
import fr.souplesse.look.FILL
import fr.souplesse.look.Flow
import fr.souplesse.look.Type
import fr.souplesse.look.WRAP
import fr.souplesse.look.padded

/** The paper form: chips, no keyboard. What was answered stays in sight, and is changed by one tap. */
internal class PaperScreen(
    private val scene: Scene,
    private val shown: PaperView,
) {
    private val kit = scene.kit
    private val words = scene.words
    private val answers = shown.answers

    fun page(): Page {
        val questions = listOfNotNull(kinds(), times(), elements(), durations(), minutes())
        val body = kit.column(*questions.map { it.second }.toTypedArray())
        val asked = questions.last { it.first }.second
        val shown = asked.takeIf { it !== questions.first().second }
        return scene.framed(words.say(R.string.paper_title), body, isLow = !kit.isTablet, shown = shown)
    }

    private fun kinds(): Pair<Boolean, View>? {
        if (!isAsked(shown.question == Question.Kind, answers.kind)) return null
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
        return question(shown.question == Question.Kind, words.say(R.string.paper_kind), flow(named + unstated))
    }

    private fun times(): Pair<Boolean, View>? {
        if (!isAsked(shown.question == Question.Time, answers.time)) return null
        val body = TimeChips(scene, shown.form.times, answers.time, ::answer).view()
        return question(shown.question == Question.Time, words.say(R.string.paper_time), body)
    }

    private fun elements(): Pair<Boolean, View>? {
        if (!isAsked(shown.question == Question.Elements, answers.missing)) return null
        val body = ElementTicks(scene, shown.form.elements, answers.missing, ::answer).view()
        return question(shown.question == Question.Elements, words.say(R.string.paper_elements), body)
    }

    private fun durations(): Pair<Boolean, View>? {
        if (!isAsked(shown.question == Question.Duration, answers.duration)) return null
        val body = DurationChips(scene, shown.form.durations.map { it.toInt() }, answers.duration, ::answer).view()
        return question(shown.question == Question.Duration, words.say(R.string.paper_duration), body)
    }

    private fun minutes(): Pair<Boolean, View>? {
        val asked = shown.question as? Question.Exact ?: return null
        val body = MinuteGrid(scene, asked, answers.exact) { answer(PaperAnswer.Exact(it)) }.view()
        return question(true, words.say(R.string.paper_exact), body)
    }

    private fun isAsked(
        now: Boolean,
        answer: Any?,
    ) = now || answer != null

    private fun question(
        isNow: Boolean,
        asked: String,
        body: View,
    ): Pair<Boolean, View> {
        val heading = kit.heading(asked, if (isNow) Type.HEADING else Type.SMALL, kit.color(if (isNow) R.color.ink else R.color.quiet))
        return isNow to kit.column(heading.padded(kit, 0, 8), body, kit.space(16))
    }

    private fun flow(chips: List<View>) = scene.flow(chips)

    private fun answer(answer: PaperAnswer) = scene.send(Event.Answer(answer))
}

/** Chips beside each other, as many as there is room for. */
internal fun Scene.flow(chips: List<View>) =
    Flow(kit.context, kit.dp(8)).apply {
        chips.forEach(::addView)
        layoutParams = LinearLayout.LayoutParams(FILL, WRAP)
    }

internal fun hours(count: Int) = PaperAnswer.Duration(DurationAnswer.Hours(count.toUShort()))
