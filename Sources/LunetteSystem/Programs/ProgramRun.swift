import CLunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One run of a program, without a shell; the calling thread waits for its end.
struct ProgramRun: Sendable {
    let arguments: [String]
    /// At its end the program is killed.
    let timeLimit: Duration
    /// A descriptor at whose end the program is killed as well: nobody wants its output any more.
    var client: Int32?

    /// What it wrote to its standard output, once it has ended with 0.
    func output() throws(ProgramFailure) -> [UInt8] {
        var ends: [Int32] = [-1, -1]
        guard clunette_pipe(&ends) == 0 else { throw ProgramFailure("no pipe") }
        defer { close(ends[0]) }
        // Most programs don't expect an output that refuses to wait.
        _ = fcntl(ends[1], F_SETFL, 0)
        let process = start(output: ends[1])
        close(ends[1])
        guard let process else { throw ProgramFailure("it cannot be started") }
        let output = readAll(ends[0])
        if output == nil { kill(process, SIGKILL) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, clunette_errno() == EINTR {}
        guard let output else {
            throw ProgramFailure("it did not end, or wrote too much, and was stopped")
        }
        guard status == 0 else {
            let code = status & 0x7F == 0 ? "code \(status >> 8 & 0xFF)" : "a signal"
            throw ProgramFailure("it ended with \(code)")
        }
        return output
    }

    private func start(output: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // What this process ignores or holds back, a program must not inherit.
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        var process: pid_t = 0
        let result = posix_spawnp(&process, arguments[0], &actions, &attributes, &words, environ)
        return result == 0 ? process : nil
    }

    /// Nil when the time is over, the client is gone or the output grows beyond a megabyte.
    private func readAll(_ descriptor: Int32) -> [UInt8]? {
        let clock = ContinuousClock()
        let deadline = clock.now + timeLimit
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while output.count <= 1 << 20 {
            let left = (deadline - clock.now) / .milliseconds(1)
            guard left > 0 else { return nil }
            var waiting = [
                pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: client ?? -1, events: 0, revents: 0),
            ]
            guard poll(&waiting, 2, Int32(left) + 1) > 0 else { continue }
            guard waiting[1].revents == 0 else { return nil }
            let count = read(descriptor, &chunk, chunk.count)
            if count == 0 { return output }
            if count > 0 { output.append(contentsOf: chunk[..<count]) }
        }
        return nil
    }
}
