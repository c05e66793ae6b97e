/// A value that hides itself: every way of printing it gives `<secret>`.
public struct Secret: Sendable, Hashable, ExpressibleByStringLiteral {
    private let value: String

    public init(_ value: String) {
        self.value = value
    }

    public init(stringLiteral value: String) {
        self.value = value
    }

    /// The value itself, for signing and for nothing else.
    public func reveal() -> String {
        value
    }

    public var isEmpty: Bool { value.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "<secret>" }
    public var debugDescription: String { "<secret>" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
