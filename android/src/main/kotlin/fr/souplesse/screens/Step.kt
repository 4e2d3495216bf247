package fr.souplesse.screens

import fr.souplesse.core.Answers
import fr.souplesse.core.PaperView
import fr.souplesse.core.Question

/** A question of the paper form, in the order in which they are asked. */
internal enum class Step {
    KIND,
    TIME,
    ELEMENTS,
    DURATION,
    MINUTES,
    ;

    fun isAnswered(answers: Answers) =
        when (this) {
            KIND -> answers.kind != null

            TIME -> answers.time != null

            ELEMENTS -> answers.missing != null

            DURATION -> answers.duration != null

            // They are told in the row of the time.
            MINUTES -> false
        }

    companion object {
        fun of(question: Question) =
            when (question) {
                Question.Kind -> KIND
                Question.Time -> TIME
                Question.Elements -> ELEMENTS
                Question.Duration -> DURATION
                is Question.Exact -> MINUTES
            }

        /** All that are or will be asked, as far as that is known; the others only where they can decide. */
        fun all(shown: PaperView): List<Step> {
            val form = shown.form
            val always = listOfNotNull(KIND, TIME.takeIf { form.times.isNotEmpty() }, ELEMENTS.takeIf { form.elements.isNotEmpty() })
            return entries.filter { it in always || it == of(shown.question) || it.isAnswered(shown.answers) }
        }
    }
}
