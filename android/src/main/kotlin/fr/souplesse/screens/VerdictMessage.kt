package fr.souplesse.screens

import android.view.View
import android.widget.LinearLayout
import fr.souplesse.R
import fr.souplesse.core.Level
import fr.souplesse.core.Outcome
import fr.souplesse.core.Verdict
import fr.souplesse.core.VerdictView
import fr.souplesse.look.Type

/** What is said below the word of a verdict. */
internal class VerdictMessage(
    private val scene: Scene,
    private val shown: VerdictView,
) {
    private val kit = scene.kit
    private val words = scene.words
    private val verdict: Verdict = shown.verdict
    private val ink = kit.color(VerdictLook.of(verdict.outcome).ink)

    fun view(): LinearLayout {
        val lines = if (shown.details) holder() + detailLines(scene, verdict, ink) else reasonFirst()
        return kit.column(*lines.toTypedArray())
    }

    /** What is said once, without being looked for: outcome, then name, then what is the matter, then when it came before. */
    fun spoken(word: String): String {
        val name = verdict.holder?.let { "${it.surname.text} ${it.givenNames.text}" }
        return listOfNotNull(word, name?.trim(), reasonText(), missing(), decide(), seenBefore()).joinToString(". ")
    }

    /** What is to be known besides the verdict. */
    fun notes(): List<View> {
        val said =
            listOfNotNull(
                seenBefore(),
                words.say(R.string.mark_demonstration).takeIf { verdict.demonstration && !scene.bar.training },
                verdict.staleSince?.let { words.title("stale") },
                scene.bar.clockBehind?.let { words.say(R.string.bar_clock) },
            )
        return said.map { kit.text(it, Type.LABEL, ink) }
    }

    private fun seenBefore() = shown.seenBefore?.let { words.say(R.string.verdict_seen_before, "time" to words.times.hour(it)) }

    /** What is the matter, where anything is, stays in sight on a low screen too. */
    private fun reasonFirst(): List<View> {
        val reason = reason()
        val gap = kit.space(16).takeIf { reason.isNotEmpty() }
        return listOfNotNull(*reason.toTypedArray(), gap) + holder() + relaxation() + code()
    }

    private fun holder() = verdict.holder?.let { listOf(HolderCard(scene, it).view(), kit.space(16)) }.orEmpty()

    private fun reason(): List<View> {
        if (verdict.outcome == Outcome.VALID) return emptyList()
        val first = if (verdict.outcome == Outcome.INCOMPLETE) missing() else title()
        return listOfNotNull(
            first?.takeIf { verdict.outcome != Outcome.TOLERATED }?.let { centred(it, Type.HEADING) },
            decide()?.let { centred(it, Type.HEADING) },
            kit.space(8),
            next()?.let { centred(it, Type.BODY) },
        )
    }

    /** Until when a relaxation holds, and the text that it rests on. */
    private fun relaxation(): List<View> {
        if (verdict.outcome != Outcome.TOLERATED) return emptyList()
        val until = verdict.validUntil?.let { words.say(R.string.verdict_until, "until" to words.times.point(it)) }
        return listOfNotNull(
            until?.let { centred(it, Type.TITLE) },
            kit.space(16),
            verdict.basis.firstOrNull()?.let { centred(words.title(it), Type.BODY) },
        )
    }

    private fun code(): List<View> {
        if (verdict.outcome in listOf(Outcome.VALID, Outcome.TOLERATED)) return emptyList()
        return listOf(centred(words.say(R.string.verdict_code, "code" to verdict.code), Type.SMALL))
    }

    private fun reasonText() =
        when (verdict.outcome) {
            Outcome.VALID, Outcome.TOLERATED, Outcome.INCOMPLETE -> null
            else -> title()
        }

    private fun title() = packWords()?.let { words.of(it.label) } ?: listOfNotNull(words.title(verdict.code), setting()).joinToString(" ")

    /** How a hand scanner and this device are set, where that is the matter. */
    private fun setting() =
        verdict.reasons
            .find { it.code == "scanner-keyboard" }
            ?.detail
            ?.let { "($it)" }

    private fun next(): String? {
        if (verdict.outcome == Outcome.TOLERATED) return null
        return packWords()?.let { words.of(it.text) } ?: words.next(verdict.code)
    }

    private fun packWords() = verdict.reasons.find { it.code == verdict.code }?.words

    /** All that is missing, in the words of each. */
    private fun missing(): String? {
        if (verdict.outcome != Outcome.INCOMPLETE) return null
        val doubts = verdict.reasons.filter { it.level == Level.DOUBT || it.level == Level.REFUSING }
        val names = doubts.map { reason -> reason.words?.let { words.of(it.label) } ?: words.title(reason.code) }
        return names.joinToString("\n")
    }

    /** Unless what to do next begins with it. */
    private fun decide(): String? {
        val said = words.say(R.string.verdict_decide)
        return said.takeIf { verdict.outcome == Outcome.INCOMPLETE && next()?.startsWith(it) != true }
    }

    private fun centred(
        said: String,
        type: Type,
    ) = kit.centred(said, type, ink).also { kit.seenFromAfar(it, type) }
}
