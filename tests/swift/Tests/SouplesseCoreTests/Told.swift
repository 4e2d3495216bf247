import SouplesseCore

/// `cannotJudge` as the table has it: `cannot-judge`.
func told(_ name: some Any) -> String {
    let words = String(describing: name).reduce(into: "") { words, letter in
        words += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
    }
    return words
}

extension Verdict {
    var told: String { "\(SouplesseCoreTests.told(outcome)) \(code) \(holder?.surname.text ?? "-")" }
}

extension FormStep {
    var told: String {
        switch self {
        case .ask(let question): question.told
        case .decided(let verdict): "\(SouplesseCoreTests.told(verdict.outcome)) \(verdict.code)"
        }
    }
}

extension Question {
    var told: String {
        switch self {
        case .kind: "kind"
        case .time: "time"
        case .elements: "elements"
        case .duration: "duration"
        case .exact: "exact"
        }
    }
}

extension Screen {
    var told: String {
        var words = [view.told]
        if bar.training { words.append("training") }
        if bar.profile == .controller { words.append("controller") }
        if torch { words.append("torch") }
        words += effects.map { "!" + $0.told }
        return words.joined(separator: " ")
    }
}

extension View {
    var told: String {
        switch self {
        case .welcome: return "welcome"
        case .scan(let help): return help.map { "scan " + SouplesseCoreTests.told($0) } ?? "scan"
        case .verdict(let shown): return "verdict " + shown.verdict.told + (shown.details ? " details" : "")
        case .paper(let paper): return "paper " + paper.question.told
        case .collecting(let seen, let of, _):
            return "collecting \(seen.map(String.init).joined(separator: ","))/\(of)"
        case .offer(let update, let canBeInstalled):
            return "offer \(update.code)" + (canBeInstalled ? " can-be-installed" : "")
        case .installed(let update): return "installed \(update.code)"
        case .updates(let page):
            let ids = page.installed.map(\.document.id).joined(separator: ",")
            return "updates " + (ids.isEmpty ? "-" : ids)
        case .register(let page): return page.told
        case .about(let page): return "about " + page.relaxations.map(\.id).joined(separator: ",")
        case .severalPasses: return "several-passes"
        case .noCamera: return "no-camera"
        case .covered: return "covered"
        }
    }
}

extension RegisterView {
    var told: String {
        var words = ["register"]
        if !named.isEmpty { words.append("named " + named.map(\.who).joined(separator: ", ")) }
        if let shift { words.append("on-duty " + shift.who.joined(separator: ", ")) }
        let sum = counts.valid + counts.tolerated + counts.incomplete + counts.refused
        let counted = sum + counts.notCovered + counts.cannotJudge + counts.notAPass
        if counted > 0 { words.append("counted \(counted)") }
        if let fault { words.append("fault " + SouplesseCoreTests.told(fault)) }
        return words.joined(separator: " ")
    }
}

extension Effect {
    var told: String {
        switch self {
        case .sound(let sound): return SouplesseCoreTests.told(sound)
        case .vibration(let vibration): return SouplesseCoreTests.told(vibration)
        case .torch(let on): return on ? "torch-on" : "torch-off"
        case .camera(let facing): return "camera-" + SouplesseCoreTests.told(facing)
        case .share(let table):
            let lines = table.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline)
            return "share \(lines.count) lines"
        }
    }
}
