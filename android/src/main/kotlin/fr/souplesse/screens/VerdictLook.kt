package fr.souplesse.screens

import fr.souplesse.R
import fr.souplesse.core.Outcome

/** How an outcome looks, and what it is called: a word, a shape and a colour, never a colour alone. */
internal enum class VerdictLook(
    val word: Int,
    val shape: Int,
    val color: Int,
    val ink: Int,
) {
    VALID(R.string.outcome_valid, R.drawable.shape_valid, R.color.valid, R.color.valid_ink),
    TOLERATED(R.string.outcome_tolerated, R.drawable.shape_tolerated, R.color.tolerated, R.color.tolerated_ink),
    INCOMPLETE(R.string.outcome_incomplete, R.drawable.shape_incomplete, R.color.incomplete, R.color.incomplete_ink),
    NOT_COVERED(R.string.outcome_not_covered, R.drawable.shape_not_covered, R.color.not_covered, R.color.not_covered_ink),
    REFUSED(R.string.outcome_refused, R.drawable.shape_refused, R.color.refused, R.color.refused_ink),
    CANNOT_JUDGE(R.string.outcome_cannot_judge, R.drawable.shape_cannot_judge, R.color.cannot_judge, R.color.cannot_judge_ink),
    NOT_A_PASS(R.string.outcome_not_a_pass, R.drawable.shape_not_a_pass, R.color.not_a_pass, R.color.not_a_pass_ink),
    ;

    companion object {
        fun of(outcome: Outcome) =
            when (outcome) {
                Outcome.VALID -> VALID
                Outcome.TOLERATED -> TOLERATED
                Outcome.INCOMPLETE -> INCOMPLETE
                Outcome.NOT_COVERED -> NOT_COVERED
                Outcome.REFUSED -> REFUSED
                Outcome.CANNOT_JUDGE -> CANNOT_JUDGE
                Outcome.NOT_A_PASS -> NOT_A_PASS
            }
    }
}
