import LunetteBase

/// How people name a run: `@` is the last one, an id may be shortened.
public struct RunReference: Sendable, Hashable {
    public let text: String

    public init(_ text: String) {
        self.text = text
    }

    /// Which of these runs is meant, the oldest first.
    public func resolve(in runs: [RunSummary]) -> Result<RunSummary, Unresolved> {
        if text == "@" {
            return runs.last.map(Result.success) ?? .failure(.noRuns)
        }
        if let exact = runs.first(where: { $0.id == text }) { return .success(exact) }
        let matching = runs.filter { $0.id.hasPrefix(text) }
        switch matching.count {
        case 1: return .success(matching[0])
        case 0: return .failure(runs.isEmpty ? .noRuns : .unknown)
        default: return .failure(.ambiguous(matching.map(\.id)))
        }
    }

    /// Why a name stands for no run.
    public enum Unresolved: Error, Sendable, Hashable {
        case noRuns
        case unknown
        case ambiguous([String])
    }

    /// A new run's id: a letter for the eye and eight of 32 characters that are hard to mix up.
    public static func newID(_ randomness: some Randomness) -> String {
        let letters = Array("0123456789abcdefghjkmnpqrstvwxyz")
        let number = randomness.next()
        return "r"
            + String((0..<9).map { letters[Int(number >> (UInt64($0) * 5) & 31)] })
    }
}
