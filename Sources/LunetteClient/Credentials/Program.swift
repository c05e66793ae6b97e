import CLunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why a program gave no output.
struct ProgramFailure: Error, Sendable {
    let reason: String
}

/// Runs a program, without a shell, and brings back what it wrote to its standard output. It runs
/// beside the caller's loop, on a thread of its own, and is killed at the end of its time.
func runProgram(_ arguments: [String], timeLimit: Duration)
    async throws(ProgramFailure) -> [UInt8]
{
    let result = await withCheckedContinuation { continuation in
        let run = ProgramRun(arguments, timeLimit, continuation)
        let context = Unmanaged.passRetained(run)
        let status = clunette_start_thread(
            1 << 20, { Unmanaged<ProgramRun>.fromOpaque($0).takeRetainedValue().finish() },
            context.toOpaque())
        if status != 0 {
            context.release()
            continuation.resume(
                returning: .failure(ProgramFailure(reason: "no thread to wait on it")))
        }
    }
    return try result.get()
}

/// One run, on its own thread.
private final class ProgramRun: Sendable {
    private let arguments: [String]
    private let timeLimit: Duration
    private let continuation: CheckedContinuation<Result<[UInt8], ProgramFailure>, Never>

    init(
        _ arguments: [String], _ timeLimit: Duration,
        _ continuation: CheckedContinuation<Result<[UInt8], ProgramFailure>, Never>
    ) {
        self.arguments = arguments
        self.timeLimit = timeLimit
        self.continuation = continuation
    }

    func finish() {
        let result = Result { () throws(ProgramFailure) in try run() }
        continuation.resume(returning: result)
    }

    private func run() throws(ProgramFailure) -> [UInt8] {
        var ends: [Int32] = [-1, -1]
        guard clunette_pipe(&ends) == 0 else { throw ProgramFailure(reason: "no pipe") }
        defer { close(ends[0]) }
        // Most programs don't expect an output that refuses to wait.
        _ = fcntl(ends[1], F_SETFL, 0)
        let process = start(output: ends[1])
        close(ends[1])
        guard let process else { throw ProgramFailure(reason: "it cannot be started") }
        let output = readAll(ends[0])
        if output == nil { kill(process, SIGKILL) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, clunette_errno() == EINTR {}
        guard let output else {
            throw ProgramFailure(reason: "it did not end, or wrote too much, and was stopped")
        }
        guard status == 0 else {
            let code = status & 0x7F == 0 ? "code \(status >> 8 & 0xFF)" : "a signal"
            throw ProgramFailure(reason: "it ended with \(code)")
        }
        return output
    }

    private func start(output: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        let result = posix_spawnp(&process, arguments[0], &actions, nil, &words, environ)
        return result == 0 ? process : nil
    }

    /// Nil when the time is over or the output grows beyond a megabyte.
    private func readAll(_ descriptor: Int32) -> [UInt8]? {
        let clock = ContinuousClock()
        let deadline = clock.now + timeLimit
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while output.count <= 1 << 20 {
            let left = (deadline - clock.now) / .milliseconds(1)
            guard left > 0 else { return nil }
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, Int32(left) + 1) > 0 else { continue }
            let count = read(descriptor, &chunk, chunk.count)
            if count == 0 { return output }
            if count > 0 { output.append(contentsOf: chunk[..<count]) }
        }
        return nil
    }
}
