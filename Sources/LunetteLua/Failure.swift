import CLunetteLua

/// What the engine says about the end of a task.
extension Border {
    /// A task's results; a failed one has its own words.
    func packedResults() -> [LuaValue] { packedValues() }

    func failure() -> LuaError {
        let packed = packedValues()
        let value = packed.count > 1 ? packed[1] : .nothing
        let frames = failureFrames()
        if case .error(let error) = value {
            let place = frames.first { $0.line != nil }
            return LuaError(
                kind: .runtime, message: error.luaSummary, value: value, frames: frames,
                chunk: place?.chunk, line: place?.line)
        }
        return LuaError(
            kind: .runtime, rawMessage: packed.first?.string?.text ?? "", value: value,
            frames: frames)
    }

    func stopError() -> LuaError {
        let (kind, message): (LuaError.Kind, String) =
            switch clunette_run_stopped(engine) {
            case CLUNETTE_STOP_TIME: (.limit(.time), "stopped at its time limit")
            case CLUNETTE_STOP_CPU: (.limit(.cpu), "stopped at its processor time limit")
            case CLUNETTE_STOP_DEPTH: (.limit(.depth), "stopped at its call depth limit")
            case CLUNETTE_STOP_OUTPUT: (.limit(.output), "stopped at its output limit")
            case CLUNETTE_STOP_INTERRUPT: (.interrupted, "interrupted")
            default: (.limit(.memory), "stopped at its memory limit")
            }
        return LuaError(kind: kind, message: message)
    }

    private func failureFrames() -> [LuaError.Frame] {
        var count = 0
        return frames(clunette_failure_frames(engine, &count), count)
    }

    /// Where the call stands that waits now; empty when nothing is traced.
    func callSite() -> [LuaError.Frame] {
        var count = 0
        return frames(clunette_call_site(engine, &count), count)
    }

    private func frames(_ start: UnsafePointer<clunette_value>?, _ count: Int) -> [LuaError.Frame] {
        guard let start, count > 0 else { return [] }
        let packed = PackedValues(values: start, count: count, released: released)
        return stride(from: 0, to: count - 3, by: 4).map { index in
            LuaError.Frame(
                kind: Self.frameKind(packed.value(at: index + 3)),
                chunk: packed.value(at: index).string?.text ?? "",
                line: packed.integer(at: index + 1).flatMap { $0 > 0 ? Int($0) : nil },
                function: packed.value(at: index + 2).string?.text)
        }
    }

    private static func frameKind(_ what: LuaValue) -> LuaError.Frame.Kind {
        switch what.string?.text {
        case "main": .main
        case "C": .native
        case "coroutine": .coroutineBoundary
        default: .lua
        }
    }
}
