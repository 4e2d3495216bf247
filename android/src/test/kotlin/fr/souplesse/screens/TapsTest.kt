package fr.souplesse.screens

import fr.souplesse.core.Answers
import fr.souplesse.core.Chip
import fr.souplesse.core.DurationAnswer
import fr.souplesse.core.FormStep
import fr.souplesse.core.KindAnswer
import fr.souplesse.core.Moment
import fr.souplesse.core.Now
import fr.souplesse.core.PaperAnswer
import fr.souplesse.core.Profile
import fr.souplesse.core.Purpose
import fr.souplesse.core.Question
import fr.souplesse.core.Span
import fr.souplesse.core.TimeAnswer
import fr.souplesse.core.Uptime
import fr.souplesse.core.Verifier
import fr.souplesse.core.VerifierConfig
import fr.souplesse.words.Times
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.nio.file.Files

/**
 * How many taps a complete paper takes, at every minute of the built-in relaxation and for every hour that can be tapped then.
 * What is expected is a naive reading of the relaxation, in minutes and with no code of the core.
 */
class TapsTest {
    private val folder = Files.createTempDirectory("taps").toFile()
    private val verifier = Verifier.open(config(), Now(utc(BEGIN), Uptime(1u, 1u)))

    @After
    fun `nothing is left`() {
        verifier.close()
        folder.deleteRecursively()
    }

    @Test
    fun `a complete paper takes three taps, and one more for each thing that decides`() {
        val wrong = mutableListOf<String>()
        val counts = sortedMapOf<Int, Int>()
        for (now in BEGIN until END) {
            val moment = Moment(utc(now), null, null)
            val chips = verifier.attestationForm(moment).times.flatMap { it.chips }
            for (chip in chips.filter { it.covered }) {
                val expected = expected(chip, now)
                val taken = walked(chip, moment, expected)
                if (taken != expected) wrong += "at ${told(now)}, paper of ${told(minute(chip.from))}: $taken and not $expected"
                if (Times.hourOfDay(chip.from) in 7..20) taken.values.flatten().forEach { counts.merge(it, 1, Int::plus) }
            }
        }
        assertEquals("", wrong.take(10).joinToString("\n"))
        assertEquals(setOf(3, 4, 5, 6), counts.keys)
        val share = counts.getValue(3).toDouble() / counts.values.sum()
        assertTrue("$counts: $share", share >= SHARE_OF_THREE)
    }

    @Test
    fun `a paper of a kind that is not covered takes one tap`() {
        for (now in BEGIN until END) {
            for (kind in listOf("pcr", "vaccination")) {
                assertTrue(
                    "$kind at ${told(now)}",
                    ask(Answers(KindAnswer.Is(kind), null, null, null, null), Moment(utc(now), null, null)) == null,
                )
            }
        }
    }

    /** What an hour took at the last minute at which it was gone through, by what was expected and what was asked then. */
    private val before = HashMap<Long, Triple<Map<Int?, List<Int>>, Question?, Map<Int?, List<Int>>>>()

    /** Where the same is expected as a minute ago, and the same is asked, it is not gone through again. */
    private fun walked(
        chip: Chip,
        moment: Moment,
        expected: Map<Int?, List<Int>>,
    ): Map<Int?, List<Int>> {
        val question = ask(complete(chip), moment)
        val known = before[chip.from]
        if (known != null && known.first == expected && known.second == question) return known.third
        return taps(chip, question, moment).also { before[chip.from] = Triple(expected, question, it) }
    }

    private fun complete(chip: Chip) = Answers(KindAnswer.Is("antigen"), TimeAnswer.Within(chip.from, chip.until), emptyList(), null, null)

    /** By the duration that stands on the paper, the taps for each minute of the chip. */
    private fun taps(
        chip: Chip,
        question: Question?,
        moment: Moment,
    ): Map<Int?, List<Int>> {
        val complete = complete(chip)
        return DURATIONS.associateWith { stated ->
            when (question) {
                null -> minutes(chip.from, chip.until).map { 3 }
                Question.Duration -> minutes(complete.copy(duration = stated.answer()), 4, moment)
                else -> minutes(complete, question as Question.Exact, 3, moment)
            }
        }
    }

    private fun minutes(
        answers: Answers,
        taps: Int,
        moment: Moment,
    ): List<Int> {
        val within = answers.time as TimeAnswer.Within
        val question = ask(answers, moment) ?: return minutes(within.from, within.until).map { taps }
        return minutes(answers, question as Question.Exact, taps, moment)
    }

    /** Each piece that is drawn is tapped. */
    private fun minutes(
        answers: Answers,
        asked: Question.Exact,
        taps: Int,
        moment: Moment,
    ): List<Int> =
        Times.pieces(Span(asked.from, asked.until)).flatMap { piece ->
            when (val answer = MinuteChips.answerOf(piece)) {
                is PaperAnswer.Time -> minutes(answers.copy(time = answer.v1), taps + 1, moment)
                else -> listOf(taps + 1)
            }
        }

    private fun ask(
        answers: Answers,
        moment: Moment,
    ) = (verifier.nextQuestion(answers, moment, Profile.VENUE) as? FormStep.Ask)?.v1

    /** Three; one more where a duration decides, one more where the minutes do, and one within the five that hold the edge. */
    private fun expected(
        chip: Chip,
        now: Int,
    ): Map<Int?, List<Int>> {
        val minutes = minutes(chip.from, chip.until)
        val turnsOnDuration = minutes.any { act -> DURATIONS.map { verdict(act, it, now) }.toSet().size > 1 }
        return DURATIONS.associateWith { stated ->
            val taps = if (turnsOnDuration) 4 else 3
            val turnsOnMinutes = minutes.map { verdict(it, stated, now) }.toSet().size > 1
            minutes.map { act ->
                val five = minutes.filter { it / 5 == act / 5 }.map { verdict(it, stated, now) }.toSet()
                taps + (if (turnsOnMinutes) 1 else 0) + (if (turnsOnMinutes && five.size > 1) 1 else 0)
            }
        }
    }

    private fun verdict(
        act: Int,
        stated: Int?,
        now: Int,
    ): String {
        val most = if (act < SATURDAY) 72 else 12
        val hours = minOf(stated ?: most, most)
        return if (act > now) {
            "future"
        } else if (now >= act + hours * 60) {
            "expired"
        } else {
            "good"
        }
    }

    private fun Int?.answer() = this?.let { DurationAnswer.Hours(it.toUShort()) } ?: DurationAnswer.Unstated

    private fun minutes(
        from: Long,
        until: Long,
    ) = (minute(from) until minute(until)).toList()

    /** Minutes since 1 August 2021, 00:00 in Paris, which was two hours ahead. */
    private fun minute(local: Long) = ((local - AUGUST) / 60_000).toInt()

    private fun utc(minute: Int) = AUGUST + (minute - 120) * 60_000L

    private fun told(minute: Int) = "${minute / 1440 + 1} August ${minute / 60 % 24}:${minute % 60}"

    private fun config() = VerifierConfig(folder.path, "FR", null, null, Purpose.ACTIVITY, emptyList(), demonstration = false)

    private companion object {
        /** 1 August 2021, 00:00, as local times are. */
        const val AUGUST = 1_627_776_000_000L
        const val BEGIN = 12 * 1440 + 12 * 60
        const val SATURDAY = 13 * 1440
        const val END = 16 * 1440
        val DURATIONS = listOf(null, 12, 24, 48, 72)

        /** Of the papers of 7 to 20 h, measured when each minute of an hour was a chip of its own. */
        const val SHARE_OF_THREE = 0.4516
    }
}
