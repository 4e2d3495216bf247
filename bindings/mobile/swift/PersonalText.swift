/// A text about a holder: shown by its ``text``, and never told by its description.
public struct PersonalText: Equatable, Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    public let text: String

    public init(_ text: String) {
        self.text = text
    }

    public var description: String { "redacted" }

    /// `dump` and debuggers look here.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
