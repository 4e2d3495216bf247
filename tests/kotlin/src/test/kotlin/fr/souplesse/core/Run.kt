package fr.souplesse.core

import org.junit.jupiter.api.Assertions.assertEquals
import java.nio.file.Path
import java.time.LocalDateTime
import java.time.ZoneOffset

/** Saturday 14 August 2021, 20:30 in Paris, on a device that has been up for 1,000 seconds. */
val EVENING = Now(1_628_965_800_000, Uptime(1u, 1_000_000u))

private const val HOUR = 3_600_000L

/** So many frames at most until all has been tried. */
private const val FRAMES = 30

/** Everything that can stand on a paper. */
private val ELEMENTS =
    "holder-name,negative-result,test-kind,test-date,test-time,stamp,signature,brand,reference,duration".split(",")

fun config(folder: Path) = VerifierConfig(folder.toString(), "FR", null, null, Purpose.ACTIVITY, emptyList(), true)

fun door(verifier: Verifier): Door {
    val settings = Settings(controller = false, installsByCode = true, tellsShownBefore = false, firstRun = false)
    return Door(verifier, settings, EVENING)
}

/** One case of the table: a device in a folder, and its door. */
class Run(
    private val folder: Path,
) : AutoCloseable {
    private var verifier = Verifier.open(config(folder), EVENING)
    private var door = door(verifier)
    private var now = EVENING

    fun call(text: String): String {
        val verb = text.substringBefore(" ")
        val rest = text.substringAfter(" ", "")
        val words = rest.split(" ")
        val moment = verifier.moment(now)
        return when (verb) {
            "check" -> verifier.checkCode(Codes.content(words[0]), moment, profile(words[1])).told()
            "documents" -> {
                val codes = Codes.contents(words[0]).map { ShownDocument.Code(it) }
                verifier.checkDocuments(codes, moment, profile(words[1])).told()
            }
            "paper" -> {
                val paper = Attestation(words[0], local(words[1]), ELEMENTS - lacking(words[2]).toSet(), null)
                verifier.checkAttestation(paper, moment, profile(words[3])).told()
            }
            "ask" -> {
                val kind = words[0].takeIf { it != "-" }?.let { KindAnswer.Is(it) }
                val answers = Answers(kind, words.getOrNull(1)?.let(::hour), null, null, null)
                verifier.nextQuestion(answers, moment, Profile.VENUE).told()
            }
            "install" -> verifier.install(Codes.content(words[0]), now).code
            "status" -> {
                val status = verifier.status(now)
                (status.installed.map { it.document.id } + listOf("register").filter { status.registerIsOpen }).joinToString(" ")
            }
            "restart" -> restart()
            "frame" -> scan(rest)
            "misuse" -> misuse(rest)
            "anchors" -> anchors(rest.replace('⏎', '\n'))
            "wait" -> {
                val millis = rest.toLong() * 1000
                now = Now(now.wall + millis, Uptime(now.uptime.start, now.uptime.millis + millis.toULong()))
                door.send(Event.Tick, now).told()
            }
            else -> door.send(event(verb, words, rest), now).told()
        }
    }

    private fun event(
        verb: String,
        words: List<String>,
        rest: String,
    ) = when (verb) {
        "see" -> Event.Codes(Codes.contents(rest))
        "file" -> Event.File(Codes.content(rest))
        "tap" -> Event.Tap(tap(rest))
        "answer" -> Event.Answer(answer(words[0], words[1]))
        "register" -> Event.Register(registerAction(rest))
        "lost" -> Event.CameraLost
        "back" -> Event.CameraBack
        "away" -> Event.Background
        "here" -> Event.Foreground
        "dark" -> Event.NoCode(Hint.TOO_DARK)
        "blurred" -> Event.NoCode(Hint.HOLD_STILL)
        else -> error("no such call: $verb")
    }

    private fun restart(): String {
        close()
        verifier = Verifier.open(config(folder), EVENING)
        door = door(verifier)
        return ""
    }

    private fun scan(text: String): String {
        val frame = frame(text)
        val still = read { it.scanStill(frame.luma, frame.shape) }
        // A camera's frames are looked at whole.
        if (frame.shape.region == null) assertEquals(still, read { it.camera(frame) }, "as a camera gives it")
        return still
    }

    private fun read(scan: (Scanner) -> ScanReport): String =
        try {
            val code = Scanner().use(scan).codes.firstOrNull()
            code?.run { (if (symbology == Symbology.QR) "qr " else "data-matrix ") + Codes.name(content) } ?: "nothing"
        } catch (error: FrameException) {
            "error " + error.javaClass.simpleName
        }

    /** The same frame again and again, as from a hand that is still. */
    private fun Scanner.camera(frame: Frame): ScanReport {
        val (width, height, rowStride) = frame.shape
        repeat(FRAMES) {
            val report = if (scan(frame.luma, width, height, rowStride)) report() else null
            if (report?.codes?.isNotEmpty() == true) return report
        }
        return report()
    }

    private fun anchors(text: String): String =
        Verifier.open(config(folder).copy(anchors = listOf(text)), now).use { opened ->
            val rejected = opened.status(now).rejectedAnchors.map { it.number.toString() }
            rejected.joinToString(" ").ifEmpty { "-" }
        }

    private fun misuse(what: String): String =
        try {
            when (what) {
                "word" -> verifier.nextQuestion(Answers(KindAnswer.Is("NO WORD"), null, null, null, null), Moment(0, null, null), Profile.VENUE)
                "time" -> verifier.attestationForm(Moment(Long.MAX_VALUE, null, null))
                else -> Verifier.open(config(folder).copy(region = "Bretagne"), now)
            }
            "nothing"
        } catch (error: Misuse) {
            "error " + error.javaClass.simpleName
        }

    /** The folder is let go when nobody has the device any more. */
    override fun close() {
        door.close()
        verifier.close()
    }
}

private fun profile(name: String) = if (name == "controller") Profile.CONTROLLER else Profile.VENUE

private fun tap(name: String): Tap =
    when (name) {
        "next" -> Tap.Next
        "back" -> Tap.Back
        "paper" -> Tap.Paper
        "torch" -> Tap.Torch
        "switch-camera" -> Tap.SwitchCamera
        "details" -> Tap.Details
        "show-holder" -> Tap.ShowHolder
        "install" -> Tap.Install
        "decline" -> Tap.Decline
        "venue" -> Tap.Profile(Profile.VENUE)
        "controller" -> Tap.Profile(Profile.CONTROLLER)
        "training" -> Tap.Training(true)
        "end-training" -> Tap.Training(false)
        "updates" -> Tap.Updates
        "register" -> Tap.Register
        "about" -> Tap.About
        else -> error("no such tap: $name")
    }

private fun answer(
    question: String,
    value: String,
): PaperAnswer =
    when (question) {
        "kind" -> PaperAnswer.Kind(KindAnswer.Is(value))
        "time" -> PaperAnswer.Time(hour(value))
        "missing" -> PaperAnswer.Missing(lacking(value))
        else -> error("no such question: $question")
    }

private fun registerAction(text: String): RegisterAction {
    val who = text.substringAfter(" ", "")
    return when (text.substringBefore(" ")) {
        "name" -> RegisterAction.Name(who)
        "withdraw" -> RegisterAction.Withdraw(who)
        "open" -> RegisterAction.Open(who.split(", "))
        "close" -> RegisterAction.Close
        "export" -> RegisterAction.Export(listOf(Label("column.who", "Qui")))
        else -> error("no such action: $text")
    }
}

private fun lacking(text: String) = if (text == "-") emptyList() else text.split(",")

private fun local(text: String) = LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli()

private fun hour(text: String) = TimeAnswer.Within(local(text), local(text) + HOUR)
