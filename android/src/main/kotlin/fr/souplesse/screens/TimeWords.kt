package fr.souplesse.screens

import fr.souplesse.R
import fr.souplesse.core.Chip
import fr.souplesse.core.Half
import fr.souplesse.core.Span
import fr.souplesse.core.TimeAnswer
import fr.souplesse.core.TimeGroup
import fr.souplesse.words.Times
import fr.souplesse.words.Words

/** What the times of the paper form are called. */
internal class TimeWords(
    private val words: Words,
    private val groups: List<TimeGroup>,
) {
    private val times = words.times

    /** `Ven. 13 après-midi`; `Ven. 13 août` where whole days are asked for. */
    fun heading(group: TimeGroup) =
        when (group.half) {
            Half.MORNING -> "${times.localNearDay(group.day)} ${words.say(R.string.half_morning)}"
            Half.AFTERNOON -> "${times.localNearDay(group.day)} ${words.say(R.string.half_afternoon)}"
            null -> times.localDay(group.day)
        }

    fun hour(from: Long) = words.say(R.string.form_chip_hour, "hour" to times.localFullHour(from))

    /** From the first to the last minute, on one day or on several. */
    fun between(span: Span): String {
        if (Times.isAMinute(span)) return times.localHour(span.from)
        val name = if (Times.isLongerThanHalfADay(span)) times::localPoint else times::localHour
        return words.say(R.string.paper_span, "from" to name(span.from), "until" to name(Times.last(span)))
    }

    fun answer(
        time: TimeAnswer,
        exact: Long?,
    ): String =
        when (time) {
            TimeAnswer.Elsewhere -> words.say(R.string.paper_elsewhere)
            TimeAnswer.Future -> words.say(R.string.paper_future)
            TimeAnswer.Unstated -> words.say(R.string.paper_undated)
            is TimeAnswer.Within -> within(Span(time.from, time.until), exact)
        }

    private fun within(
        span: Span,
        exact: Long?,
    ): String {
        val (group, chip) = place(span) ?: return between(span)
        val named =
            when {
                exact != null -> times.localHour(exact)
                chip.span() != span || Times.isLongerThanAnHour(span) -> between(span)
                else -> hour(span.from)
            }
        return "${heading(group)}, $named"
    }

    private fun place(span: Span) = groups.firstNotNullOfOrNull { group -> group.chips.find { it.holds(span) }?.let { group to it } }
}

internal fun Chip.span() = Span(from, until)

/** A chip, or a part of it that was found since. */
internal fun Chip.holds(span: Span) = span.from in from until until
