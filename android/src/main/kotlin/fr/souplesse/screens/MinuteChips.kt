package fr.souplesse.screens

import android.view.View
import android.widget.GridLayout
import fr.souplesse.core.PaperAnswer
import fr.souplesse.core.Question
import fr.souplesse.core.Span
import fr.souplesse.core.TimeAnswer
import fr.souplesse.look.Type
import fr.souplesse.look.padded
import fr.souplesse.words.Times

/** A time in a chip, to the five minutes; and to the minute where the core asks on. */
internal class MinuteChips(
    private val scene: Scene,
    asked: Question.Exact,
    private val answer: (PaperAnswer) -> Unit,
) {
    private val kit = scene.kit
    private val times = scene.words.times
    private val within = Span(asked.from, asked.until)

    fun view(): View {
        val label = kit.text(TimeWords(scene.words, emptyList()).between(within), Type.LABEL).padded(kit, 0, 8)
        val grid = GridLayout(kit.context).apply { columnCount = if (kit.screenWidth >= ROOMY) WIDE else NARROW }
        for (piece in Times.pieces(within)) grid.addView(chip(piece), cell())
        return kit.column(label, grid)
    }

    private fun chip(piece: Span) =
        kit.chip(said(piece), false) { answer(answerOf(piece)) }.apply {
            setPadding(0, 0, 0, 0)
            minWidth = 0
            minimumWidth = 0
            contentDescription =
                if (Times.isAMinute(piece)) times.localHour(piece.from) else TimeWords(scene.words, emptyList()).between(piece)
        }

    private fun said(piece: Span) =
        when {
            Times.isAMinute(piece) -> times.localHour(piece.from)
            Times.isLongerThanAnHour(piece) -> times.localDay(piece.from)
            Times.isLongerThanFiveMinutes(piece) -> times.localHour(piece.from)
            else -> "${times.localMinute(piece.from)} – ${times.localMinute(Times.last(piece))}"
        }

    private fun cell() =
        GridLayout.LayoutParams().apply {
            width = 0
            columnSpec = GridLayout.spec(GridLayout.UNDEFINED, 1f)
            setMargins(kit.dp(4), kit.dp(4), kit.dp(4), kit.dp(4))
        }

    internal companion object {
        private const val ROOMY = 600
        private const val NARROW = 3
        private const val WIDE = 6

        /** What a tap on this piece tells the core. */
        fun answerOf(piece: Span) =
            if (Times.isAMinute(piece)) PaperAnswer.Exact(piece.from) else PaperAnswer.Time(TimeAnswer.Within(piece.from, piece.until))
    }
}
