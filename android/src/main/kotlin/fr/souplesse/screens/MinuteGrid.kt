package fr.souplesse.screens

import android.view.View
import android.widget.GridLayout
import fr.souplesse.core.Question
import fr.souplesse.look.padded
import fr.souplesse.words.Times

/** The minutes of a chip, all at once where it is an hour: one tap. A longer one is cut into hours first. */
internal class MinuteGrid(
    private val scene: Scene,
    asked: Question.Exact,
    private val answered: Long?,
    private val answer: (Long) -> Unit,
) {
    private val kit = scene.kit
    private val minutes = Times.minutes(asked.from, asked.until)
    private val content = kit.column()

    fun view(): View {
        if (minutes.size <= AN_HOUR) showMinutes(minutes) else showHours()
        return content
    }

    private fun showHours() {
        val hours = minutes.chunked(AN_HOUR)
        content.addView(
            scene.flow(hours.map { hour -> kit.chip(scene.words.times.localHour(hour.first()), false) { showMinutes(hour) } }),
        )
    }

    private fun showMinutes(minutes: List<Long>) {
        content.removeAllViews()
        content.addView(
            kit.text("${scene.words.times.localHour(minutes.first())} – ${scene.words.times.localHour(minutes.last())}").padded(kit, 0, 8),
        )
        val grid = GridLayout(kit.context).apply { columnCount = if (kit.screenWidth >= ROOMY) WIDE else NARROW }
        for (minute in minutes) {
            grid.addView(chip(minute), cell())
        }
        content.addView(grid)
    }

    private fun chip(minute: Long) =
        kit.chip(scene.words.times.localMinute(minute), answered == minute) { answer(minute) }.padded(kit, 2, 0).apply {
            minWidth = 0
            minimumWidth = 0
            contentDescription = scene.words.times.localHour(minute)
        }

    private fun cell() =
        GridLayout.LayoutParams().apply {
            width = 0
            columnSpec = GridLayout.spec(GridLayout.UNDEFINED, 1f)
            setMargins(kit.dp(2), kit.dp(2), kit.dp(2), kit.dp(2))
        }

    private companion object {
        const val AN_HOUR = 60
        const val ROOMY = 600
        const val NARROW = 6
        const val WIDE = 10
    }
}
