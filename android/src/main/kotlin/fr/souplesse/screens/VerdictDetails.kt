package fr.souplesse.screens

import android.os.Build
import android.view.View
import fr.souplesse.R
import fr.souplesse.core.Check
import fr.souplesse.core.CheckName
import fr.souplesse.core.CheckState
import fr.souplesse.core.Document
import fr.souplesse.core.Format
import fr.souplesse.core.Kind
import fr.souplesse.core.Proof
import fr.souplesse.core.Verdict
import fr.souplesse.look.Type
import fr.souplesse.words.Words

/** What a verdict rests on, for controllers: the document, each check, and what decided. */
internal fun detailLines(
    scene: Scene,
    verdict: Verdict,
    ink: Int,
): List<View> {
    val facts = decided(scene, verdict) + verdict.document?.let { facts(scene, it) }.orEmpty()
    val isForged = verdict.checks.any { it.name == CheckName.SIGNATURE && it.state is CheckState.Failed }
    val checks = verdict.checks.map { scene.words.check(it.name) to scene.words.state(it, isForged) }
    val signed = verdict.document?.let { signed(scene, it) }.orEmpty()
    val lines = { said: List<Pair<String, String>> -> said.map { (name, value) -> line(scene, name, value, ink) } }
    val heading = scene.kit.heading(scene.words.say(R.string.card_checks), Type.HEADING, ink)
    return lines(facts) + scene.kit.space(8) + heading + lines(checks) + scene.kit.space(8) + lines(signed)
}

private fun facts(
    scene: Scene,
    document: Document,
): List<Pair<String, String>> {
    val words = scene.words
    val head =
        listOf(
            R.string.card_document to words.format(document.format),
            R.string.card_kind to document.kind?.let { words.kind(it) },
            R.string.card_issued to document.issuedAt?.let { words.times.full(it) },
            R.string.card_expires to document.expiresAt?.let { words.times.full(it) },
        )
    val fields =
        doses(scene, document) +
            document.fields.filter { it.name !in DOSES + IDENTIFIER }.map {
                words.named("field", it.name) to words.times.inWords(words.named("value", it.value.text))
            }
    return head.mapNotNull { (name, value) -> value?.let { words.say(name) to it } } + fields
}

/** Who signed it, in figures that only a help line compares. */
private fun signed(
    scene: Scene,
    document: Document,
): List<Pair<String, String>> {
    val words = scene.words
    val identifier = document.fields.filter { it.name == IDENTIFIER }.map { words.named("field", it.name) to it.value.text }
    val by = listOf(R.string.card_issuer to document.issuer, R.string.card_key to document.keyId)
    return identifier + by.mapNotNull { (name, value) -> value?.let { words.say(name) to it } }
}

/** Which dose of how many. */
private fun doses(
    scene: Scene,
    document: Document,
): List<Pair<String, String>> {
    val numbers =
        DOSES.mapNotNull { name ->
            document.fields
                .find { it.name == name }
                ?.value
                ?.text
        }
    return if (numbers.isEmpty()) emptyList() else listOf(scene.words.say(R.string.field_dose) to numbers.joinToString("/"))
}

private val DOSES = listOf("dn", "sd")
private const val IDENTIFIER = "ci"

private fun decided(
    scene: Scene,
    verdict: Verdict,
): List<Pair<String, String>> {
    val words = scene.words
    val until = verdict.validUntil?.let { words.say(R.string.card_valid_until) to words.times.full(it) }
    val rules = verdict.basis.map { words.say(R.string.card_basis) to "${words.title(it)} (${it.id})" }
    val reasons = verdict.reasons.map { words.say(R.string.card_reason) to "${words.title(it.code)} (${it.code})" }
    return listOfNotNull(until) + rules + reasons
}

private fun line(
    scene: Scene,
    name: String,
    value: String,
    ink: Int,
): View {
    val kit = scene.kit
    val texts = listOf(kit.text(name, Type.SMALL, ink), kit.text(value, Type.STRONG, ink))
    texts.forEach { it.importantForAccessibility = View.IMPORTANT_FOR_ACCESSIBILITY_NO }
    return kit.column(*texts.toTypedArray(), kit.space(8)).apply {
        contentDescription = "$name: $value"
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.P) isScreenReaderFocusable = true
    }
}

private fun Words.check(name: CheckName) =
    say(
        when (name) {
            CheckName.FORMAT -> R.string.check_format
            CheckName.SIGNATURE -> R.string.check_signature
            CheckName.REVOCATION -> R.string.check_revocation
            CheckName.DATES -> R.string.check_dates
            CheckName.KEY_USAGE -> R.string.check_key_usage
            CheckName.RULES -> R.string.check_rules
        },
    )

/** "Compliant" is no word for a revocation; and what a document says that nobody has signed meets a condition in vain. */
private fun Words.state(
    check: Check,
    isForged: Boolean,
): String {
    val ofRevocation = check.name == CheckName.REVOCATION
    val passed =
        when {
            isForged && check.name != CheckName.FORMAT -> R.string.state_unproved
            ofRevocation -> R.string.state_revocation_passed
            else -> R.string.state_passed
        }
    val failed = if (ofRevocation) R.string.state_revocation_failed else R.string.state_failed
    return when (val state = check.state) {
        CheckState.Passed -> say(passed)
        is CheckState.Failed -> "${say(failed)} (${state.v1})"
        is CheckState.NotRun -> listOfNotNull(say(R.string.state_not_run), state.v1?.let { "($it)" }).joinToString(" ")
    }
}

private fun Words.format(format: Format) =
    say(
        when (format) {
            Format.DCC -> R.string.format_dcc
            Format.TWO_D_DOC -> R.string.format_2d_doc
            Format.ATTESTATION -> R.string.format_attestation
        },
    )

private fun Words.kind(proof: Proof) =
    when (proof) {
        is Proof.Paper -> {
            named("kind_of_paper", proof.v1)
        }

        is Proof.Pass -> {
            say(
                when (proof.v1) {
                    Kind.TEST -> R.string.kind_test
                    Kind.VACCINATION -> R.string.kind_vaccination
                    Kind.RECOVERY -> R.string.kind_recovery
                },
            )
        }
    }
