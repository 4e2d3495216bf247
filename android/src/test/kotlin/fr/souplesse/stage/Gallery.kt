package fr.souplesse.stage

import android.widget.TextView
import fr.souplesse.R
import fr.souplesse.core.DurationAnswer
import fr.souplesse.core.Event
import fr.souplesse.core.KindAnswer
import fr.souplesse.core.PaperAnswer
import fr.souplesse.core.Profile
import fr.souplesse.core.Question
import fr.souplesse.core.RegisterAction
import fr.souplesse.core.Span
import fr.souplesse.core.Tap
import fr.souplesse.core.TimeAnswer
import fr.souplesse.screens.MinuteChips
import fr.souplesse.words.Times
import org.robolectric.RuntimeEnvironment
import fr.souplesse.core.View as Shown

/** Every screen of the app, and how a person gets there through the real core. */
object Gallery {
    class Picture(
        val name: String,
        private val firstRun: Boolean = false,
        private val mayUseCamera: Boolean = true,
        private val wall: Long = StageClock.EVENING,
        private val go: Stage.() -> Unit,
    ) {
        fun stage(): Stage {
            val app = RuntimeEnvironment.getApplication() as StageApp
            app.clock.wall = wall
            return Stage(firstRun, mayUseCamera).apply(go)
        }

        /** Seen through it is what the camera sees. */
        val isOverCamera get() = name.startsWith("scan") || name in listOf("menu", "collecting", "several-passes", "training")

        override fun toString() = name
    }

    val verdicts =
        listOf(
            Picture("verdict-valid") { show(Samples.code("01")) },
            Picture("verdict-tolerated") { paper(missing = emptyList()) },
            Picture("verdict-incomplete") { paper(missing = listOf("signature", "brand")) },
            Picture("verdict-not-covered") { kind("pcr") },
            Picture("verdict-refused") { show(Samples.code("08")) },
            Picture("verdict-cannot-judge", wall = StageClock.EVENING + 30 * DAY) { show(Samples.code("01")) },
            Picture("verdict-not-a-pass") { show(Samples.code("10")) },
        )

    val others =
        listOf(
            Picture("welcome", firstRun = true) {},
            Picture("scan") {},
            Picture("scan-help") { pass(7_000) },
            Picture("scan-torch") { tap(Tap.Torch) },
            Picture("menu") { touch(words(R.string.scan_menu)) },
            Picture("no-camera", mayUseCamera = false) { send(Event.CameraLost) },
            Picture("verdict-details") {
                tap(Tap.Training(true)).tap(Tap.Profile(Profile.CONTROLLER))
                show(Samples.code("01")).tap(Tap.Details)
            },
            Picture("several-passes") { send(Event.Codes(listOf(Samples.code("01"), Samples.code("08")))) },
            Picture("portal") { kind("vaccination").tap(Tap.ShowHolder) },
            Picture("paper-1-kind") { tap(Tap.Paper) },
            Picture("paper-2-time") { kind("antigen") },
            Picture("paper-3-elements") { kind("antigen").time(NINE) },
            Picture("paper-4-missing") {
                kind("antigen").time(NINE)
                touch(words(R.string.paper_something_missing))
            },
            Picture("paper-5-duration") { paperAsking<Question.Duration>() },
            Picture("paper-6-minutes") { paperAsking<Question.Exact>() },
            Picture("updates") { tap(Tap.Updates) },
            Picture("offer") { send(Event.File(Updates.one())) },
            Picture("offer-refused") { send(Event.File(byteArrayOf(1, 2, 3))) },
            Picture("installed") { send(Event.File(Updates.one())).tap(Tap.Install) },
            Picture("updates-installed") { send(Event.File(Updates.one())).tap(Tap.Install).tap(Tap.Updates) },
            Picture("collecting") {
                show(Updates.parts()[0])
                show(Updates.parts()[2])
            },
            Picture("register-empty") { tap(Tap.Register) },
            Picture("register-named") { named() },
            Picture("register-shift") { onDuty() },
            Picture("about") { tap(Tap.About).hideNumber() },
            Picture("training") { tap(Tap.Training(true)) },
            Picture("training-samples") { tap(Tap.Training(true)).touch(words(R.string.training_samples)) },
            Picture("covered") { send(Event.Background) },
        )

    val all = verdicts + others

    /** What screens are between two answers, and what is rare. */
    val moments =
        listOf(
            Picture("menu-controller") { tap(Tap.Training(true)).tap(Tap.Next).touch(words(R.string.scan_menu)) },
            Picture("paper-missing-chosen") {
                kind("antigen").time(NINE)
                touch(words(R.string.paper_something_missing)).touch(words(R.string.element_signature))
            },
            Picture("paper-other-duration") {
                paperAsking<Question.Duration>()
                touch("${words(R.string.paper_duration)} ${words(R.string.paper_other_duration)}")
            },
            Picture("paper-night") {
                kind("antigen")
                val night = Regex(".*, ${words(R.string.paper_other_hour)}")
                touch(views().mapNotNull { it.contentDescription?.toString() }.last(night::matches))
            },
            Picture("paper-minute") {
                paperAsking<Question.Exact>().minuteAsked()
            },
            Picture("paper-changed") {
                kind("antigen").time(NINE)
                touch(activity.getString(R.string.paper_change).replace("{answer}", words(R.string.kind_of_paper_antigen)))
            },
            Picture("register-withdrawing") {
                named().touch(words(R.string.register_withdraw).replace("{who}", "Yann Le Goff"))
            },
            Picture("register-ticked") {
                named()
                views().filterIsInstance<android.widget.CheckBox>().first().performClick()
                settle()
            },
            Picture("register-fault") { named().send(Event.Register(RegisterAction.Open(emptyList()))) },
            Picture("verdict-seen-before") {
                tap(Tap.TellShownBefore(true)).show(Samples.code("01")).tap(Tap.Next)
                pass(60_000).show(Samples.code("01"))
            },
            Picture("verdict-training") { tap(Tap.Training(true)).show(Samples.code("01")) },
        )

    private const val DAY = 86_400_000L

    /** Saturday 14 August 2021, 09:00, as local times are. */
    const val NINE = 1_628_931_600_000L

    private fun Stage.words(name: Int) = activity.getString(name)
}

/** Answers of the paper form, whatever the language. */
fun Stage.kind(word: String): Stage = tap(Tap.Paper).send(Event.Answer(PaperAnswer.Kind(KindAnswer.Is(word))))

/** The chip that begins at this local time. */
fun Stage.time(from: Long): Stage {
    val form = (app.last!!.view as Shown.Paper).v1.form
    val chip = form.times.flatMap { it.chips }.single { it.from == from }
    return send(Event.Answer(PaperAnswer.Time(TimeAnswer.Within(chip.from, chip.until))))
}

/** A paper of Saturday 09:00, which is good until the evening. */
fun Stage.paper(missing: List<String>): Stage {
    kind("antigen").time(Gallery.NINE).send(Event.Answer(PaperAnswer.Missing(missing)))
    return if (app.last!!.view is Shown.Paper) send(Event.Answer(PaperAnswer.Duration(DurationAnswer.Unstated))) else this
}

/** A paper, answered until this question is asked. */
inline fun <reified Q : Question> Stage.paperAsking(): Stage {
    kind("antigen")
    val chips =
        (app.last!!.view as Shown.Paper)
            .v1.form.times
            .flatMap { it.chips }
            .filter { it.covered }
    for (chip in chips) {
        kind("antigen").send(Event.Answer(PaperAnswer.Time(TimeAnswer.Within(chip.from, chip.until))))
        if ((app.last!!.view as? Shown.Paper)?.v1?.question is Q) return this
        send(Event.Answer(PaperAnswer.Missing(emptyList())))
        if ((app.last!!.view as? Shown.Paper)?.v1?.question is Q) return this
        for (duration in listOf(DurationAnswer.Unstated, DurationAnswer.Hours(24u))) {
            send(Event.Answer(PaperAnswer.Duration(duration)))
            if ((app.last!!.view as? Shown.Paper)?.v1?.question is Q) return this
        }
    }
    error("no paper leads to this question")
}

/** The five minutes of which one alone decides. */
private fun Stage.minuteAsked() {
    val asked = (app.last!!.view as Shown.Paper).v1.question as Question.Exact
    for (piece in Times.pieces(Span(asked.from, asked.until))) {
        send(Event.Answer(MinuteChips.answerOf(piece)))
        if (app.last!!.view is Shown.Paper) return
        tap(Tap.Back)
    }
}

fun Stage.named(): Stage {
    tap(Tap.Register)
    return send(Event.Register(RegisterAction.Name("Nadia Belkacem"))).send(Event.Register(RegisterAction.Name("Yann Le Goff")))
}

fun Stage.onDuty(): Stage {
    named().send(Event.Register(RegisterAction.Open(listOf("Nadia Belkacem")))).tap(Tap.Next)
    show(Samples.code("01")).pass(5_000).show(Samples.code("08")).pass(5_000)
    return tap(Tap.Register)
}

/** The device's own number is another each time. */
private fun Stage.hideNumber() {
    val number = Regex("[0-9a-f]{32}")
    for (view in views().filterIsInstance<TextView>()) {
        if (number.containsMatchIn(view.text)) view.text = number.replace(view.text, "0".repeat(32))
    }
}

/** Updates that are signed with the demonstration's key. */
object Updates {
    fun one(): ByteArray = javaClass.getResourceAsStream("/updates/one.souplesse")!!.readBytes()

    /** The texts of the codes of an update that needs three. */
    fun parts(): List<ByteArray> =
        javaClass
            .getResourceAsStream("/updates/parts.txt")!!
            .reader()
            .readLines()
            .map { it.toByteArray() }
}
