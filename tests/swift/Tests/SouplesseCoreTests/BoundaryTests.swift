import Foundation
import SouplesseCore
import Testing

@Test("checks in many tasks beside installs each see one whole set of data")
func manyTasks() async throws {
    let folder = try Folder()
    let verifier = try Verifier.open(config: config(folder.url), now: evening)
    let moment = try verifier.moment(now: evening)
    let told = try await withThrowingTaskGroup(of: [String].self) { group in
        for _ in 1...8 {
            group.addTask {
                try (1...200).map { _ in
                    let code = Codes.shared.content("vaccinated")
                    return try verifier.checkCode(code: code, at: moment, profile: .venue).told
                }
            }
        }
        group.addTask {
            for _ in 1...20 { _ = try verifier.install(update: Codes.shared.content("pack"), now: evening) }
            return []
        }
        return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(told.count == 1600)
    #expect(Set(told) == ["valid valid FONTAINE"])
}

@Test("frames one after another are read within their time and remembered")
func frames() throws {
    let frame = Frame("vaccinated 1280x720+1280 at 700,300 module 4 turned 0")
    let scanner = Scanner()
    #expect(try scanner.scan(luma: frame.luma, width: 1280, height: 720, rowStride: 1280))
    let report = scanner.report()
    #expect(report.codes.map { Codes.shared.name(of: $0.content) } == ["vaccinated"])
    #expect(report.spentMicros > 0)
    let corner = try #require(report.codes.first?.corners.first)
    #expect((695...705).contains(corner.x) && (295...305).contains(corner.y))
    #expect(scanner.report().codes.isEmpty, "it was handed over")
}

@Test("what is forgotten is not told any more")
func forgetting() throws {
    let frame = Frame("vaccinated 1280x720+1280 at 700,300 module 4 turned 0")
    let scanner = Scanner()
    #expect(try scanner.scan(luma: frame.luma, width: 1280, height: 720, rowStride: 1280))
    scanner.forget()
    #expect(scanner.report().codes.isEmpty)
}

@Test("a folder is free again when nobody has the device any more")
func closing() throws {
    let folder = try Folder()
    var first: Verifier? = try Verifier.open(config: config(folder.url), now: evening)
    let second = try Verifier.open(config: config(folder.url), now: evening)
    #expect(try first?.status(now: evening).registerIsOpen == true)
    let status = try second.status(now: evening)
    #expect(!status.registerIsOpen)
    #expect(status.notices.contains { $0.code == "register-in-use" })
    first = nil
    let third = try Verifier.open(config: config(folder.url), now: evening)
    #expect(try third.status(now: evening).registerIsOpen)
}

@Test("nothing that is printed tells of a holder")
func printing() throws {
    let folder = try Folder()
    let verifier = try Verifier.open(config: config(folder.url), now: evening)
    let moment = try verifier.moment(now: evening)
    for name in ["vaccinated", "tested"] {
        let verdict = try verifier.checkCode(code: Codes.shared.content(name), at: moment, profile: .controller)
        var dumped = ""
        dump(verdict, to: &dumped)
        for printed in [String(describing: verdict), String(reflecting: verdict), dumped] {
            for secret in ["FONTAINE", "CAMILLE", "1987", "URN:UVCI"] { #expect(!printed.contains(secret)) }
            #expect(printed.contains("redacted"))
        }
    }
}
