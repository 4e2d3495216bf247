package fr.souplesse.screens

import android.view.View
import fr.souplesse.R
import fr.souplesse.core.Brings
import fr.souplesse.core.Choice
import fr.souplesse.core.DocumentKind
import fr.souplesse.core.Span
import fr.souplesse.core.Taken
import fr.souplesse.core.Update
import fr.souplesse.core.WordText
import fr.souplesse.look.Type
import fr.souplesse.look.padded
import fr.souplesse.words.Words

/** What a document of an update is, and what it changes at this door: of a relaxation, when, for which papers and on what terms. */
internal class BroughtDocument(
    private val scene: Scene,
    private val document: Taken,
) {
    private val kit = scene.kit
    private val words = scene.words
    private val times = words.times

    fun lines(): List<View> {
        val number = words.say(R.string.update_number, "number" to document.sequence.toString())
        return listOf(
            kit.text(scene.named(document), Type.STRONG),
            kit.text("${words.kind(document.kind)} · $number", Type.SMALL, kit.color(R.color.quiet)),
        ) + scene.facts(of(document.brings))
    }

    private fun of(brings: Brings): List<Pair<Int, String?>> =
        when (brings) {
            is Brings.Pack -> {
                relaxation(brings)
            }

            is Brings.Trust -> {
                listOf(
                    R.string.update_keys to count(R.plurals.update_count_keys, brings.keys),
                    R.string.update_countries to brings.countries.joined(),
                )
            }

            is Brings.Rules -> {
                listOf(
                    R.string.update_contents to
                        counts(R.plurals.update_count_rules to brings.rules, R.plurals.update_count_value_sets to brings.valueSets),
                    R.string.update_countries to brings.countries.joined(),
                )
            }

            is Brings.Revocations -> {
                listOf(
                    R.string.update_revokes to
                        counts(R.plurals.update_count_keys to brings.keys, R.plurals.update_count_passes to brings.hashes),
                )
            }

            is Brings.Withdrawal -> {
                listOf(R.string.update_ends to brings.packs.joined())
            }

            is Brings.Successor -> {
                listOf(
                    R.string.update_successor to brings.name,
                    R.string.update_successor_key to brings.key,
                    R.string.update_may_sign to brings.maySign.map { words.named("anchor_right", it.name) }.joined(),
                    R.string.update_successor_known to words.say(R.string.update_successor_apart).takeIf { brings.isKnown },
                )
            }

            is Brings.Authorisation -> {
                listOf(
                    R.string.update_device to (brings.device ?: words.say(R.string.update_any_device)),
                    R.string.update_controller_may_until to times.full(brings.until),
                )
            }
        }

    private fun relaxation(pack: Brings.Pack): List<Pair<Int, String?>> {
        val isOfTests = NEGATIVE_RESULT in pack.elements
        val elements = pack.elements.map { spoken(if (it in OF_ACT && !isOfTests) "element_of_act" else "element", it, pack) }
        return listOf(
            R.string.update_authority to words.of(pack.authority),
            R.string.update_in_force to inForce(pack),
            R.string.update_papers to pack.kinds.map { spoken("kind_of_paper", it, pack) }.joined(),
            R.string.update_windows to pack.windows.joinToString("\n", transform = ::span).ifEmpty { null },
            R.string.update_shows to elements.joined(),
            R.string.update_ends to pack.ends.joined(),
        )
    }

    private fun inForce(pack: Brings.Pack): String {
        val until = pack.until ?: return words.say(R.string.update_from_on, "from" to times.localFull(pack.from))
        return span(Span(pack.from, until))
    }

    private fun span(span: Span) =
        words.say(R.string.update_span, "from" to times.localFull(span.from), "until" to times.localFull(span.until))

    private fun spoken(
        table: String,
        word: String,
        pack: Brings.Pack,
    ) = words.choice(table, Choice(word, pack.words.find { own: WordText -> own.id == word }))

    /** Numbers of things, of which those that are none are left out. */
    private fun counts(vararg counts: Pair<Int, ULong>) =
        counts.filter { it.second > 0u }.map { (name, number) -> count(name, number) }.joined()

    private fun count(
        name: Int,
        number: ULong,
    ) = words.say(name, number.toInt())

    private fun List<String>.joined() = joinToString(", ").ifEmpty { null }

    private companion object {
        const val NEGATIVE_RESULT = "negative-result"
        val OF_ACT = listOf("test-kind", "test-date", "test-time")
    }
}

/** What an update brings, what then no longer counts; and apart from it the update itself, who signed it and until when it is good. */
internal fun Scene.contents(update: Update): View {
    val mark = kit.text(words.say(R.string.update_demonstration), Type.STRONG, kit.color(R.color.fault)).takeIf { update.demonstration }
    val documents = update.documents.map { card(*BroughtDocument(this, it).lines().toTypedArray()) }
    val replaced = update.replaces.map { words.say(R.string.update_of, "document" to named(it.document), "signer" to it.signer) }
    val itself =
        listOf(
            R.string.update_signer to update.signer?.let { signer(it, update.signerBefore) },
            R.string.update_issued to update.issued?.let { words.times.full(it) },
            R.string.update_expires to update.expires?.let { words.times.full(it) },
            R.string.update_key to update.key,
        )
    return kit.column(
        mark?.padded(kit, 0, 8),
        *documents.toTypedArray(),
        *facts(listOf(R.string.update_replaces to replaced.joinToString("\n").ifEmpty { null })).toTypedArray(),
        kit.heading(words.say(R.string.update_itself)).padded(kit, 0, 8).takeIf { itself.any { it.second != null } },
        *facts(itself).toTypedArray(),
    )
}

/** Who signed, and under which name they did before. */
internal fun Scene.signer(
    name: String,
    before: String?,
) = if (before == null) name else words.say(R.string.update_formerly, "name" to name, "before" to before)

private fun Scene.named(document: Taken) = document.title?.let { words.of(it) } ?: document.id

/** Each with what it is; nothing of those that are nothing. */
private fun Scene.facts(facts: List<Pair<Int, String?>>): List<View> =
    facts.mapNotNull { (name, value) ->
        value?.let { kit.column(kit.space(8), kit.text(words.say(name), Type.SMALL, kit.color(R.color.quiet)), kit.text(it)) }
    }

internal fun Words.kind(kind: DocumentKind) =
    say(
        when (kind) {
            DocumentKind.PACK -> R.string.update_kind_pack
            DocumentKind.TRUST -> R.string.update_kind_trust
            DocumentKind.RULES -> R.string.update_kind_rules
            DocumentKind.REVOCATIONS -> R.string.update_kind_revocations
            DocumentKind.WITHDRAWAL -> R.string.update_kind_withdrawal
            DocumentKind.SUCCESSOR -> R.string.update_kind_successor
            DocumentKind.AUTHORISATION -> R.string.update_kind_authorisation
        },
    )
