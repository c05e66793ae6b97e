import LunetteBase
import LunetteLua

extension RunFailure {
    /// What kept a run from starting.
    public init(_ error: ErrorObject) {
        self.init(error.exitReason, error.line)
        object = error
    }

    /// What Lua says of the end of a script.
    init(_ error: LuaError, script: Script) {
        self.init(error) { script.path(ofChunk: $0) }
    }

    /// What Lua says of the end of an entry of a session, whose chunks have names of their own.
    init(entryError error: LuaError) {
        self.init(error) { $0 }
        // Calls of ours are no news to anyone.
        traceback.removeAll { Self.isOurs($0) }
    }

    private init(_ error: LuaError, path: (String) -> String) {
        switch error.kind {
        case .syntax: self.init(.scriptFailed, error.message)
        case .interrupted: self.init(.interrupted, "interrupted")
        case .limit(let limit):
            let object = ErrorObject.limit(limit)
            self.init(.limit, object.message)
            self.object = object
        case .runtime:
            let object = error.underlying as? ErrorObject
            self.init(object?.exitReason ?? .scriptFailed, Self.message(of: error))
            self.object = object
        }
        place = Self.place(of: error, path)
        traceback = error.frames.filter { $0.kind != .native }.map(\.description)
    }

    /// A table that was raised says what is in it.
    private static func message(of error: LuaError) -> String {
        guard error.underlying == nil, error.value.table != nil,
            let json = try? JSONValue(error.value)
        else { return error.message }
        return json.text
    }

    /// Where the message says that it was raised, which may be in a call that has ended since; else
    /// the innermost place in the script's own files. A module of ours is no help to its author.
    private static func place(of error: LuaError, _ path: (String) -> String) -> ScriptPlace? {
        let raised = error.chunk.flatMap { chunk in error.line.map { (chunk, $0) } }
        if let raised, !isOurs(raised.0) {
            return ScriptPlace(file: path(raised.0), line: raised.1)
        }
        let own = ownFrame(among: error.frames)
        guard let chunk = own?.chunk ?? error.chunk, let line = own?.line ?? error.line else {
            return nil
        }
        return ScriptPlace(file: path(chunk), line: line)
    }

    private static func isOurs(_ chunk: String) -> Bool { chunk.hasPrefix("lunette/") }

    /// The innermost of these places that is no module of ours.
    fileprivate static func ownFrame(among frames: [LuaError.Frame]) -> LuaError.Frame? {
        frames.first { $0.line != nil && !isOurs($0.chunk) }
    }
}

extension Script {
    /// The innermost of these places in the script's own files.
    func place(of frames: [LuaError.Frame]) -> ScriptPlace? {
        guard let frame = RunFailure.ownFrame(among: frames), let line = frame.line else {
            return nil
        }
        return ScriptPlace(file: path(ofChunk: frame.chunk), line: line)
    }
}

extension ErrorObject {
    /// The end by a limit of the sandbox.
    static func limit(_ limit: Limits.Kind) -> ErrorObject {
        let (name, remedy) =
            switch limit {
            case .time: ("time", "--time-limit raises it.")
            case .cpu: ("CPU", "--cpu-limit raises it.")
            case .memory: ("memory", "--memory-limit raises it.")
            case .depth: ("call depth", "Most often a function calls itself without end.")
            case .output: ("output", "The script printed more than it may.")
            }
        return ErrorObject(
            kind: .limit, code: "Limit.\(limit.rawValue)",
            message: "the script reached its \(name) limit and was ended",
            disposition: .never, explanation: remedy)
    }
}
