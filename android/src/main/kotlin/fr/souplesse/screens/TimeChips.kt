package fr.souplesse.screens

import android.util.TypedValue
import android.view.View
import fr.souplesse.R
import fr.souplesse.core.Chip
import fr.souplesse.core.PaperAnswer
import fr.souplesse.core.Span
import fr.souplesse.core.TimeAnswer
import fr.souplesse.core.TimeGroup
import fr.souplesse.look.Type
import fr.souplesse.look.padded
import fr.souplesse.words.Times

/**
 * The times of act under their half-days, and what is always possible besides. The hours of the day are large; those of the
 * night, in which few are tested, are one tap further away.
 */
internal class TimeChips(
    private val scene: Scene,
    private val groups: List<TimeGroup>,
    private val answered: TimeAnswer?,
    private val memory: FormMemory,
    private val answer: (PaperAnswer) -> Unit,
) {
    private val kit = scene.kit
    private val words = scene.words
    private val names = TimeWords(words, groups)

    fun view(): View {
        val others =
            listOf(
                other(R.string.paper_elsewhere, TimeAnswer.Elsewhere),
                other(R.string.paper_future, TimeAnswer.Future),
                other(R.string.paper_undated, TimeAnswer.Unstated),
            )
        return kit.column(*groups.flatMap(::group).toTypedArray(), kit.space(16), scene.below(others))
    }

    private fun group(group: TimeGroup): List<View> {
        val day = names.heading(group)
        val (hours, spans) = group.chips.partition { it.isAnHour() }
        val below = if (hours.isEmpty()) emptyList() else listOf(label(day), hours(hours, day))
        return below + spans.flatMap { listOf(label(day), span(it, day)) }
    }

    /** A time that no relaxation covers is one row, however long it is; nobody need find the hour in it. */
    private fun Chip.isAnHour() = covered && !Times.isLongerThanAnHour(span())

    private fun label(day: String) = kit.text(day, Type.LABEL, kit.color(R.color.quiet)).padded(kit, 0, 8)

    private fun hours(
        chips: List<Chip>,
        day: String,
    ): View {
        val (byDay, byNight) = chips.partition { Times.hourOfDay(it.from) in DAY }
        val large = byDay.map { hour(it, day).apply { setTextSize(TypedValue.COMPLEX_UNIT_PX, textSize * LARGE) } }
        val isOpen = day in memory.nights || byNight.any(::isChosen)
        val night =
            when {
                byNight.isEmpty() -> emptyList()
                isOpen -> byNight.map { hour(it, day) }
                else -> listOf(nightOf(day))
            }
        return scene.flow(large + night)
    }

    private fun nightOf(day: String): View {
        val said = words.say(R.string.paper_other_hour)
        return kit.chip(said, false) { memory.openNight(day) }.apply { contentDescription = "$day, $said" }
    }

    private fun hour(
        chip: Chip,
        day: String,
    ) = names.hour(chip.from).let { said ->
        kit.chip(said, isChosen(chip)) { answer(chip) }.apply {
            contentDescription = "$day, $said"
            setPadding(kit.dp(4), 0, kit.dp(4), 0)
            minWidth = kit.dp(HOUR_WIDTH)
            // Else that of the system, which is wider.
            minimumWidth = minWidth
        }
    }

    private fun span(
        chip: Chip,
        day: String,
    ) = names.between(chip.span()).let { said ->
        scene.wideChip(said, isChosen(chip)) { answer(chip) }.apply { contentDescription = "$day, $said" }
    }

    /** It, or a part of it that was found since. */
    private fun isChosen(chip: Chip) = answered is TimeAnswer.Within && chip.holds(Span(answered.from, answered.until))

    private fun answer(chip: Chip) = answer(PaperAnswer.Time(TimeAnswer.Within(chip.from, chip.until)))

    private fun other(
        said: Int,
        time: TimeAnswer,
    ) = scene.wideChip(words.say(said), answered == time) { answer(PaperAnswer.Time(time)) }

    private companion object {
        /** In which hours tests are made as a rule. */
        val DAY = 7..20

        const val LARGE = 1.2f

        /** Five beside each other on an ordinary phone. */
        const val HOUR_WIDTH = 68
    }
}
