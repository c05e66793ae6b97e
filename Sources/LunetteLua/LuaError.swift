/// Why a chunk ended without its results.
public struct LuaError: Error, Sendable {
    public enum Kind: Sendable, Equatable {
        /// It does not compile; `isIncomplete`: more text could make it right.
        case syntax(isIncomplete: Bool)
        /// Nothing caught what it raised.
        case runtime
        case limit(Limits.Kind)
        case interrupted
    }

    /// One call on the way to the error, the innermost first.
    public struct Frame: Sendable, Equatable {
        public enum Kind: Sendable, Equatable {
            case lua, main, native
            /// No call: what stands before ran in a coroutine that what stands behind resumed.
            case coroutineBoundary
        }

        public let kind: Kind
        /// The chunk's name, without Lua's mark in front.
        public let chunk: String
        /// Counted from 1; nil in a native function.
        public let line: Int?
        /// The function's name where the call shows one.
        public let function: String?
    }

    // One word: room for an error stands in the frames of every call that waits.
    private let facts: Facts

    private final class Facts: Sendable {
        let kind: Kind
        let message: String
        let value: LuaValue
        let frames: [Frame]
        let chunk: String?
        let line: Int?

        init(
            _ kind: Kind, _ message: String, _ value: LuaValue, _ frames: [Frame],
            _ chunk: String?, _ line: Int?
        ) {
            self.kind = kind
            self.message = message
            self.value = value
            self.frames = frames
            self.chunk = chunk
            self.line = line
        }
    }

    public var kind: Kind { facts.kind }
    /// What happened, without the place in front.
    public var message: String { facts.message }
    /// What was raised.
    public var value: LuaValue { facts.value }
    public var frames: [Frame] { facts.frames }
    /// Where it happened.
    public var chunk: String? { facts.chunk }
    public var line: Int? { facts.line }

    init(
        kind: Kind, message: String, value: LuaValue = .nothing, frames: [Frame] = [],
        chunk: String? = nil, line: Int? = nil
    ) {
        facts = Facts(kind, message, value, frames, chunk, line)
    }

    /// The Swift error that a host function threw, or a script raised again.
    public var underlying: (any LuaErrorConvertible)? {
        if case .error(let error) = value { error } else { nil }
    }

    /// `file.lua:3: in function 'name'`, one line a frame.
    public var traceback: [String] {
        frames.map(\.description)
    }
}

extension LuaError.Frame: CustomStringConvertible {
    public var description: String {
        let place = line.map { "\(chunk):\($0)" } ?? chunk
        return switch kind {
        case .coroutineBoundary: "(in a coroutine resumed by)"
        case .main: "\(place): in main chunk"
        case .native: "in native function '\(function ?? "?")'"
        case .lua: "\(place): in function \(function.map { "'\($0)'" } ?? "<anonymous>")"
        }
    }
}

extension LuaError: CustomStringConvertible {
    public var description: String {
        guard let chunk, let line else { return message }
        return "\(chunk):\(line): \(message)"
    }
}

extension LuaError {
    /// From a message with Lua's place in front, and the frames where there are any.
    init(kind: Kind, rawMessage: String, value: LuaValue = .nothing, frames: [Frame] = []) {
        if let place = Self.place(of: rawMessage) {
            self.init(
                kind: kind, message: place.message, value: value, frames: frames,
                chunk: place.chunk, line: place.line)
        } else {
            let raise = frames.first { $0.line != nil }
            self.init(
                kind: kind, message: rawMessage, value: value, frames: frames,
                chunk: raise?.chunk, line: raise?.line)
        }
    }

    /// Takes `chunk:line: message` apart at the first number between colons.
    private static func place(of text: String) -> (chunk: String, line: Int, message: String)? {
        var rest = text[...]
        while let colon = rest.firstIndex(of: ":") {
            let digits = rest[rest.index(after: colon)...].prefix { $0.isASCII && $0.isNumber }
            let behind = rest[digits.endIndex...]
            if let line = Int(digits), behind.hasPrefix(": ") {
                let chunk = String(text[..<colon])
                guard !chunk.contains("\n") else { return nil }
                return (chunk, line, String(behind.dropFirst(2)))
            }
            rest = rest[rest.index(after: colon)...]
        }
        return nil
    }
}
