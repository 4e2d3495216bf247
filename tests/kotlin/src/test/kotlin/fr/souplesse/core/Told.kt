package fr.souplesse.core

/** `CannotJudge` and `CANNOT_JUDGE` as the table has it: `cannot-judge`. */
fun Enum<*>.told() = name.lowercase().replace('_', '-')

fun Verdict.told() = "${outcome.told()} $code ${holder?.surname?.text ?: "-"}"

fun FormStep.told() =
    when (this) {
        is FormStep.Ask -> v1.told()
        is FormStep.Decided -> "${v1.outcome.told()} ${v1.code}"
    }

fun Question.told() =
    when (this) {
        is Question.Kind -> "kind"
        is Question.Time -> "time"
        is Question.Elements -> "elements"
        is Question.Duration -> "duration"
        is Question.Exact -> "exact"
    }

fun Screen.told() =
    listOfNotNull(
        view.told(),
        "training".takeIf { bar.training },
        "controller".takeIf { bar.profile == Profile.CONTROLLER },
        "torch".takeIf { torch },
        *effects.map { "!${it.told()}" }.toTypedArray(),
    ).joinToString(" ")

private fun View.told() =
    when (this) {
        is View.Welcome -> "welcome"
        is View.Scan -> listOfNotNull("scan", help?.told()).joinToString(" ")
        is View.Verdict -> "verdict ${v1.verdict.told()}" + if (v1.details) " details" else ""
        is View.Paper -> "paper ${v1.question.told()}"
        is View.Collecting -> "collecting ${seen.joinToString(",")}/$of"
        is View.Offer -> "offer ${update.code}" + if (canBeInstalled) " can-be-installed" else ""
        is View.Installed -> "installed ${v1.code}"
        is View.Updates -> "updates " + v1.installed.joinToString(",") { it.document.id }.ifEmpty { "-" }
        is View.Register -> v1.told()
        is View.About -> "about " + v1.relaxations.joinToString(",") { it.id }
        is View.SeveralPasses -> "several-passes"
        is View.NoCamera -> "no-camera"
        is View.Covered -> "covered"
    }

private fun RegisterView.told(): String {
    val counted = counts.run { valid + tolerated + incomplete + refused + notCovered + cannotJudge + notAPass }
    return listOfNotNull(
        "register",
        named.takeIf { it.isNotEmpty() }?.let { names -> "named " + names.joinToString { it.who } },
        shift?.let { "on-duty " + it.who.joinToString() },
        "counted $counted".takeIf { counted > 0u },
        fault?.let { "fault " + it.told() },
    ).joinToString(" ")
}

private fun Effect.told() =
    when (this) {
        is Effect.Sound -> v1.told()
        is Effect.Vibration -> v1.told()
        is Effect.Torch -> if (v1) "torch-on" else "torch-off"
        is Effect.Camera -> "camera-" + v1.told()
        is Effect.Share -> "share ${v1.lines().count(String::isNotEmpty)} lines"
    }
