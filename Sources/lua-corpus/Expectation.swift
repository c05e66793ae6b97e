import LunetteBase
import LunetteLua

/// What the first line of a snippet says must come of it.
struct Expectation {
    /// One way for a snippet to end.
    enum End: Equatable {
        case ok
        case limit(Limits.Kind)
        /// The message contains this text.
        case error(String)
        case syntax(String)
    }

    /// Any of these will do.
    private(set) var ends: [End] = []
    private(set) var limits = Limits(
        time: .milliseconds(150), cpu: nil, memory: 16 << 20, output: 64 << 10)

    /// Whether the limit may cost the session: where only leaving Lua in the middle helps.
    private(set) var mayLoseSession = false

    /// Why a first line cannot be understood.
    struct Malformed: Error {
        let problem: String
    }

    /// Reads `-- expect: limit time | limit memory; memory 8MiB`.
    init(firstLine: some StringProtocol) throws(Malformed) {
        let mark = "-- expect: "
        guard firstLine.hasPrefix(mark) else {
            throw Malformed(problem: "the first line does not start with '\(mark)'")
        }
        let parts = firstLine.dropFirst(mark.count).split(separator: ";")
        for alternative in (parts.first ?? "").split(separator: "|") {
            ends.append(try Self.end(alternative.trimming(" ")))
        }
        for setting in parts.dropFirst() { try apply(setting.trimming(" ")) }
        guard !ends.isEmpty else { throw Malformed(problem: "nothing is expected") }
    }

    private static func end(_ text: String) throws(Malformed) -> End {
        if text == "ok" { return .ok }
        let (word, rest) = text.cut(" ")
        switch word {
        case "limit":
            if let kind = Limits.Kind(rawValue: rest) { return .limit(kind) }
        case "error", "syntax":
            if rest.count >= 2, rest.hasPrefix("\""), rest.hasSuffix("\"") {
                let message = String(rest.dropFirst().dropLast())
                return word == "error" ? .error(message) : .syntax(message)
            }
        default: break
        }
        throw Malformed(problem: "no end is called '\(text)'")
    }

    private mutating func apply(_ setting: String) throws(Malformed) {
        if setting == "session lost" {
            mayLoseSession = true
            return
        }
        let (name, value) = setting.cut(" ")
        switch (name, Duration(text: value), ByteCount(text: value)) {
        case ("time", let time?, _): limits.time = time
        case ("cpu", let time?, _): limits.cpu = time
        case ("memory", _, let size?): limits.memory = size.bytes
        case ("output", _, let size?): limits.output = size.bytes
        default: throw Malformed(problem: "no setting is called '\(setting)'")
        }
    }

    /// Lengthens the time limit, but where reaching it is the point.
    mutating func giveTime() {
        guard !ends.contains(.limit(.time)), let time = limits.time else { return }
        limits.time = max(time, .seconds(15))
    }

    func isMet(by end: End) -> Bool {
        ends.contains { expected in
            switch (expected, end) {
            case (.error(let part), .error(let message)), (.syntax(let part), .syntax(let message)):
                message.contains(part)
            default: expected == end
            }
        }
    }
}

extension Expectation.End {
    init(_ error: LuaError) {
        self =
            switch error.kind {
            case .limit(let kind): .limit(kind)
            case .syntax: .syntax(error.message)
            case .runtime, .interrupted: .error(error.message)
            }
    }
}

extension Expectation.End: CustomStringConvertible {
    var description: String {
        switch self {
        case .ok: "ok"
        case .limit(let kind): "limit \(kind.rawValue)"
        case .error(let message): "error \(String(reflecting: message))"
        case .syntax(let message): "syntax \(String(reflecting: message))"
        }
    }
}

extension StringProtocol {
    fileprivate func trimming(_ character: Character) -> String {
        var rest = self[...]
        while rest.first == character { rest = rest.dropFirst() }
        while rest.last == character { rest = rest.dropLast() }
        return String(rest)
    }

    /// What stands before the first `separator`, and what behind it.
    fileprivate func cut(_ separator: Character) -> (String, String) {
        guard let index = firstIndex(of: separator) else { return (String(self), "") }
        return (String(self[..<index]), String(self[self.index(after: index)...]))
    }
}
