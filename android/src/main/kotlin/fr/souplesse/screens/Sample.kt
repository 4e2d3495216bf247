package fr.souplesse.screens

import android.content.Context
import fr.souplesse.R
import fr.souplesse.core.DurationAnswer
import fr.souplesse.core.Event
import fr.souplesse.core.KindAnswer
import fr.souplesse.core.PaperAnswer
import fr.souplesse.core.Tap
import fr.souplesse.core.Text
import fr.souplesse.core.TimeAnswer
import fr.souplesse.words.Times

/** Something that somebody shows in training. It comes to the door as if it were there: a code that is read, or a form that is filled. */
internal sealed interface Sample {
    val events: List<Event>

    class Pass(
        val what: Text,
        private val code: ByteArray,
    ) : Sample {
        override val events get() = listOf(Event.Tap(Tap.Next), Event.Codes(listOf(code)))
    }

    class Paper(
        val kind: String,
        val testedAt: Long,
        val lacks: List<String>,
        val holder: String,
    ) : Sample {
        /** All that is asked; what the core no longer asks it does not hear. */
        override val events
            get() =
                listOf(
                    PaperAnswer.Kind(KindAnswer.Is(kind)),
                    PaperAnswer.Time(Times.minuteAt(testedAt).run { TimeAnswer.Within(from, until) }),
                    PaperAnswer.Missing(lacks),
                    PaperAnswer.Duration(DurationAnswer.Unstated),
                ).map<PaperAnswer, Event> { Event.Answer(it) }.let { listOf(Event.Tap(Tap.Next), Event.Tap(Tap.Paper)) + it }
    }

    companion object {
        /** Those of the page of samples, from which the list is made. */
        fun all(context: Context): List<Sample> =
            context.resources.openRawResource(R.raw.samples).bufferedReader().useLines { lines ->
                lines.map { it.split('\t') }.map(::of).toList()
            }

        private fun of(fields: List<String>): Sample {
            if (fields[0] == "code") return Pass(Text(fields[1], fields[2]), bytes(fields[3]))
            return Paper(fields[1], fields[2].toLong(), fields[3].split(',').filter(String::isNotEmpty), fields[4])
        }

        /** Two digits each. */
        private fun bytes(hexadecimal: String) = hexadecimal.chunked(2).map { it.toInt(16).toByte() }.toByteArray()
    }
}
