package fr.souplesse.screens

import android.view.View
import fr.souplesse.R
import fr.souplesse.core.Chip
import fr.souplesse.core.Half
import fr.souplesse.core.PaperAnswer
import fr.souplesse.core.TimeAnswer
import fr.souplesse.core.TimeGroup
import fr.souplesse.look.Type
import fr.souplesse.look.padded

/** The times of act under their half-days, and what is always possible besides. */
internal class TimeChips(
    private val scene: Scene,
    private val groups: List<TimeGroup>,
    private val answered: TimeAnswer?,
    private val answer: (PaperAnswer) -> Unit,
) {
    private val kit = scene.kit
    private val words = scene.words

    fun view(): View {
        val others =
            scene.flow(
                listOf(
                    other(R.string.paper_elsewhere, TimeAnswer.Elsewhere),
                    other(R.string.paper_future, TimeAnswer.Future),
                    other(R.string.paper_undated, TimeAnswer.Unstated),
                ),
            )
        return kit.column(*groups.flatMap(::group).toTypedArray(), kit.space(8), others)
    }

    private fun group(group: TimeGroup): List<View> {
        val day = heading(group)
        // A time that no relaxation covers, or one that is longer than an hour, is one chip that says all.
        val (hours, spans) = group.chips.partition { it.covered && group.half != null }
        val below = if (hours.isEmpty()) emptyList() else listOf(label(day), scene.flow(hours.map { hour(it, day) }))
        val alone = spans.map { span(it, day) }
        return below + if (alone.isEmpty()) emptyList() else listOf(kit.space(8), scene.flow(alone))
    }

    private fun label(day: String) = kit.text(day, Type.SMALL, kit.color(R.color.quiet)).padded(kit, 0, 8)

    private fun heading(group: TimeGroup): String {
        val half =
            when (group.half) {
                Half.MORNING -> words.say(R.string.half_morning)
                Half.AFTERNOON -> words.say(R.string.half_afternoon)
                null -> null
            }
        return listOfNotNull(words.times.localDay(group.day), half).joinToString(" ")
    }

    private fun hour(
        chip: Chip,
        day: String,
    ): View {
        val said = words.say(R.string.form_chip_hour, "hour" to words.times.localFullHour(chip.from))
        return choice(chip, said).apply {
            contentDescription = "$day, $said"
            setPadding(kit.dp(8), 0, kit.dp(8), 0)
            minWidth = kit.dp(72)
        }
    }

    private fun span(
        chip: Chip,
        day: String,
    ) = choice(chip, day)

    private fun choice(
        chip: Chip,
        said: String,
    ) = TimeAnswer.Within(chip.from, chip.until).let { within ->
        kit.chip(said, answered == within) { answer(PaperAnswer.Time(within)) }
    }

    private fun other(
        said: Int,
        time: TimeAnswer,
    ) = kit.chip(words.say(said), answered == time) { answer(PaperAnswer.Time(time)) }
}
