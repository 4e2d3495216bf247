import Foundation
import SouplesseCore
import Testing

/// Saturday 14 August 2021, 20:30 in Paris, on a device that has been up for 1,000 seconds.
let evening = Now(wall: 1_628_965_800_000, uptime: Uptime(start: 1, millis: 1_000_000))

private let hourMillis: Int64 = 3_600_000

/// So many frames at most until all has been tried.
private let mostFrames = 30

/// Everything that can stand on a paper.
private let elements = [
    "holder-name", "negative-result", "test-kind", "test-date", "test-time", "stamp", "signature", "brand", "reference",
    "duration",
]

func config(_ folder: URL, region: String? = nil, anchors: [String] = []) -> VerifierConfig {
    VerifierConfig(
        folder: folder.path, country: "FR", region: region, kindOfPlace: nil, purpose: .activity,
        anchors: anchors, demonstration: true)
}

func makeDoor(_ verifier: Verifier) throws -> Door {
    let settings = Settings(
        controller: false, installsByCode: true, tellsShownBefore: false, firstRun: false)
    return try Door(verifier: verifier, settings: settings, now: evening)
}

/// A folder that is gone with the last who knows it.
final class Folder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}

/// One case of the table: a device in a folder, and its door.
final class Run {
    private let folder: Folder
    private var verifier: Verifier?
    private var door: Door?
    private var now = evening

    init() throws {
        folder = try Folder()
        try open()
    }

    func call(_ text: String) throws -> String {
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        let (verb, rest) = (parts[0], parts.count > 1 ? parts[1] : "")
        let words = rest.components(separatedBy: " ")
        guard let verifier, let door else { fatalError("a device is open") }
        let moment = try verifier.moment(now: now)
        switch verb {
        case "check":
            let code = Codes.shared.content(words[0])
            return try verifier.checkCode(code: code, at: moment, profile: profile(words[1])).told
        case "documents":
            let codes = Codes.shared.contents(words[0]).map { ShownDocument.code($0) }
            return try verifier.checkDocuments(documents: codes, at: moment, profile: profile(words[1])).told
        case "paper":
            let present = elements.filter { !lacking(words[2]).contains($0) }
            let paper = Attestation(kind: words[0], testedAt: local(words[1]), present: present, statedHours: nil)
            return try verifier.checkAttestation(attestation: paper, at: moment, profile: profile(words[3])).told
        case "ask":
            let kind: KindAnswer? = words[0] == "-" ? nil : .is(words[0])
            let time = words.count > 1 ? hour(words[1]) : nil
            let answers = Answers(kind: kind, time: time, missing: nil, duration: nil, exact: nil)
            return try verifier.nextQuestion(answers: answers, at: moment, profile: .venue).told
        case "install":
            return try verifier.install(update: Codes.shared.content(words[0]), now: now).code
        case "status":
            let status = try verifier.status(now: now)
            let register = status.registerIsOpen ? ["register"] : []
            return (status.installed.map(\.document.id) + register).joined(separator: " ")
        case "restart":
            // The folder is let go when nobody has the device any more.
            return try restart()
        case "frame":
            return try scan(rest)
        case "misuse":
            return try misuse(rest)
        case "anchors":
            return try anchors(rest.replacingOccurrences(of: "⏎", with: "\n"))
        case "wait":
            let millis = Int64(rest)! * 1000
            let up = now.uptime.millis + UInt64(millis)
            now = Now(wall: now.wall + millis, uptime: Uptime(start: now.uptime.start, millis: up))
            return try door.send(event: .tick, now: now).told
        default:
            return try door.send(event: event(verb, words, rest), now: now).told
        }
    }

    private func open() throws {
        let opened = try Verifier.open(config: config(folder.url), now: evening)
        (verifier, door) = (opened, try makeDoor(opened))
    }

    private func restart() throws -> String {
        (verifier, door) = (nil, nil)
        return ""
    }

    /// Opens again what `restart` has closed; by then the call that did it holds the device no longer.
    func settle() throws {
        if verifier == nil { try open() }
    }

    private func scan(_ text: String) throws -> String {
        let frame = Frame(text)
        let still = try read { try $0.scanStill(luma: frame.luma, frame: frame.shape) }
        // A camera's frames are looked at whole.
        if frame.shape.region == nil {
            #expect(try read { try camera($0, frame) } == still, "as a camera gives it")
        }
        return still
    }

    private func read(_ scan: (SouplesseCore.Scanner) throws -> ScanReport) throws -> String {
        do {
            guard let code = try scan(SouplesseCore.Scanner()).codes.first else { return "nothing" }
            return "\(told(code.symbology)) \(Codes.shared.name(of: code.content))"
        } catch let error as FrameError {
            return "error " + caseName(error)
        }
    }

    /// The same frame again and again, as from a hand that is still.
    private func camera(_ scanner: SouplesseCore.Scanner, _ frame: Frame) throws -> ScanReport {
        let shape = frame.shape
        for _ in 0..<mostFrames {
            let tells = try scanner.scan(
                luma: frame.luma, width: shape.width, height: shape.height, rowStride: shape.rowStride)
            let report = tells ? scanner.report() : nil
            if let report, !report.codes.isEmpty { return report }
        }
        return scanner.report()
    }

    private func anchors(_ text: String) throws -> String {
        let opened = try Verifier.open(config: config(folder.url, anchors: [text]), now: now)
        let rejected = try opened.status(now: now).rejectedAnchors.map { String($0.number) }
        return rejected.isEmpty ? "-" : rejected.joined(separator: " ")
    }

    private func misuse(_ what: String) throws -> String {
        do {
            switch what {
            case "word":
                let answers = Answers(kind: .is("NO WORD"), time: nil, missing: nil, duration: nil, exact: nil)
                let moment = Moment(check: 0, device: nil, clockBehind: nil)
                _ = try verifier?.nextQuestion(answers: answers, at: moment, profile: .venue)
            case "time":
                _ = try verifier?.attestationForm(at: Moment(check: .max, device: nil, clockBehind: nil))
            default:
                _ = try Verifier.open(config: config(folder.url, region: "Bretagne"), now: now)
            }
            return "nothing"
        } catch let error as Misuse {
            return "error " + caseName(error)
        }
    }
}

private func event(_ verb: String, _ words: [String], _ rest: String) -> Event {
    switch verb {
    case "see": .codes(Codes.shared.contents(rest))
    case "file": .file(Codes.shared.content(rest))
    case "tap": .tap(tap(rest))
    case "answer": .answer(answer(words[0], words[1]))
    case "register": .register(registerAction(rest))
    case "lost": .cameraLost
    case "back": .cameraBack
    case "away": .background
    case "here": .foreground
    case "dark": .noCode(.tooDark)
    case "blurred": .noCode(.holdStill)
    default: fatalError("no such call: \(verb)")
    }
}

private func tap(_ name: String) -> Tap {
    switch name {
    case "next": .next
    case "back": .back
    case "paper": .paper
    case "torch": .torch
    case "switch-camera": .switchCamera
    case "details": .details
    case "show-holder": .showHolder
    case "install": .install
    case "decline": .decline
    case "venue": .profile(.venue)
    case "controller": .profile(.controller)
    case "training": .training(true)
    case "end-training": .training(false)
    case "updates": .updates
    case "register": .register
    case "about": .about
    default: fatalError("no such tap: \(name)")
    }
}

private func answer(_ question: String, _ value: String) -> PaperAnswer {
    switch question {
    case "kind": .kind(.is(value))
    case "time": .time(hour(value))
    case "missing": .missing(lacking(value))
    default: fatalError("no such question: \(question)")
    }
}

private func registerAction(_ text: String) -> RegisterAction {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    let who = parts.count > 1 ? parts[1] : ""
    switch parts[0] {
    case "name": return .name(who)
    case "withdraw": return .withdraw(who)
    case "open": return .open(who.components(separatedBy: ", "))
    case "close": return .close
    case "export": return .export([Label(name: "column.who", text: "Qui")])
    default: fatalError("no such action: \(text)")
    }
}

private func profile(_ name: String) -> Profile { name == "controller" ? .controller : .venue }

private func lacking(_ text: String) -> [String] { text == "-" ? [] : text.components(separatedBy: ",") }

/// A local time as if its zone were UTC.
private func local(_ text: String) -> Int64 {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(secondsFromGMT: 0)
    format.dateFormat = "yyyy-MM-dd'T'HH:mm"
    return Int64(format.date(from: text)!.timeIntervalSince1970) * 1000
}

private func hour(_ text: String) -> TimeAnswer {
    .within(from: local(text), until: local(text) + hourMillis)
}

/// The case of an error, without what it carries.
private func caseName(_ error: some Error) -> String {
    String(String(describing: error).prefix { $0 != "(" })
}
