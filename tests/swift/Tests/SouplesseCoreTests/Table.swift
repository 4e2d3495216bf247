import Foundation
import SouplesseCore
import Testing

/// Calls on one device and one door, from the table that every language goes through.
struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    var calls: [Call]

    var testDescription: String { name }
}

/// A call, its line in the table, and what comes of it.
struct Call: Sendable {
    let line: Int
    let text: String
    let expected: String
}

/// Reads the table.
func cases() -> [Case] {
    var cases: [Case] = []
    for (index, line) in lines(of: "cases.txt").enumerated() {
        if line.hasPrefix("= ") {
            cases.append(Case(name: String(line.dropFirst(2)), calls: []))
        } else if !line.isEmpty && !line.hasPrefix("#") {
            let sides = line.components(separatedBy: " -> ")
            let expected = sides.count > 1 ? sides[1] : ""
            cases[cases.count - 1].calls.append(Call(line: index + 1, text: sides[0], expected: expected))
        }
    }
    return cases
}

/// Codes and updates by their names.
struct Codes: Sendable {
    private struct Row {
        let content: Data
        let matrix: [[Character]]
    }

    static let shared = Codes()

    private let rows: [String: Row]

    private init() {
        rows = Dictionary(
            uniqueKeysWithValues: lines(of: "codes.tsv").filter { !$0.isEmpty }.map { line in
                let cells = line.components(separatedBy: "\t")
                let matrix = cells[2].split(separator: "/").map(Array.init)
                return (cells[0], Row(content: Data(base64Encoded: cells[1])!, matrix: matrix))
            })
    }

    func content(_ name: String) -> Data { row(name).content }

    func contents(_ names: String) -> [Data] { names.components(separatedBy: "+").map(content) }

    func matrix(_ name: String) -> [[Character]] { row(name).matrix }

    func name(of content: Data) -> String {
        rows.first { $0.value.content == content }?.key ?? "something else"
    }

    private func row(_ name: String) -> Row {
        guard let row = rows[name] else { fatalError("no code is called \(name)") }
        return row
    }
}

/// A drawn frame: its bytes, and its shape.
struct Frame {
    let luma: Data
    let shape: LumaFrame

    /// Draws what the table describes. One that is `behind` some bytes is a slice, whose indices do not begin at 0.
    init(_ text: String) {
        let words = text.components(separatedBy: " ")
        func after(_ name: String) -> [Int]? { words.firstIndex(of: name).map { numbers(words[$0 + 1]) } }
        let (size, place) = (numbers(words[1]), after("at")!)
        let (width, height, stride) = (size[0], size[1], size[2])
        let (module, turns, behind) = (after("module")![0], after("turned")![0], after("behind")?[0] ?? 0)
        var bytes = Data(repeating: 255, count: behind + stride * max(height - 1, 0) + width)
        let matrix = Codes.shared.matrix(words[0])
        for y in 0..<matrix.count * module {
            for x in 0..<matrix.count * module where isDark(matrix, x / module, y / module, turns) {
                bytes[behind + (place[1] + y) * stride + place[0] + x] = 0
            }
        }
        luma = bytes[behind..<(words.contains("cut") ? bytes.count - 1 : bytes.count)]
        let region = after("in").map {
            Region(left: UInt32($0[0]), top: UInt32($0[1]), width: UInt32($0[2]), height: UInt32($0[3]))
        }
        shape = LumaFrame(
            width: UInt32(width), height: UInt32(height), rowStride: UInt32(stride), rotation: .deg0, region: region)
    }
}

/// Whether the module there is dark, in the code turned by so many quarters.
private func isDark(_ matrix: [[Character]], _ x: Int, _ y: Int, _ turns: Int) -> Bool {
    let last = matrix.count - 1
    let module =
        switch turns {
        case 0: matrix[y][x]
        case 1: matrix[last - x][y]
        case 2: matrix[last - y][last - x]
        default: matrix[x][last - y]
        }
    return module == "1"
}

private func numbers(_ text: String) -> [Int] {
    text.components(separatedBy: CharacterSet(charactersIn: "x+,")).map { Int($0)! }
}

private func lines(of name: String) -> [String] {
    let folder = ProcessInfo.processInfo.environment["SOUPLESSE_BINDINGS"]!
    let text = try! String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
    return text.components(separatedBy: "\n")
}
