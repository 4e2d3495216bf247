import Testing

/// The table of calls that every language goes through.
@Test("the table", arguments: cases())
func table(_ testCase: Case) throws {
    let run = try Run()
    for call in testCase.calls {
        let given = try run.call(call.text)
        try run.settle()
        #expect(given == call.expected, "line \(call.line), \(testCase.name): \(call.text)")
    }
}
