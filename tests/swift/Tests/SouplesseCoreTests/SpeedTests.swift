import Foundation
import SouplesseCore
import Testing

/// What the boundary costs, with the library of a release build. A busy machine makes the figures worse, never better.
@Test(
    "what the boundary costs",
    .enabled(if: ProcessInfo.processInfo.environment["SOUPLESSE_BUILD"] == "release", "only with a release build"))
func speed() throws {
    let scanner = Scanner()
    // In the one pixel that is looked at nothing can be read: what is left is the way there and back.
    let luma = Data(repeating: 255, count: 1280 * 720)
    let through = try median(20_000) { _ = try scanner.scan(luma: luma, width: 1, height: 1, rowStride: 1280) }
    print("a frame of 1280 × 720 through the boundary: \(through) µs")
    let frame = Frame("vaccinated 1280x720+1280 at 700,300 module 4 turned 0")
    let scan = try median(200) { _ = try scanner.scanStill(luma: frame.luma, frame: frame.shape) }
    print("the scan of such a frame itself: \(scan) µs")
    #expect(through <= scan / 5000)
}

/// The median of so many, in microseconds, after as many to warm up.
private func median(_ count: Int, _ call: () throws -> Void) rethrows -> Double {
    for _ in 0..<count { try call() }
    var times: [Duration] = []
    let clock = ContinuousClock()
    for _ in 0..<count { times.append(try clock.measure { try call() }) }
    times.sort()
    return Double(times[count / 2].components.attoseconds) / 1e12
}
