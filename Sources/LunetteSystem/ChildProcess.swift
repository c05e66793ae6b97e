import CLunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How a process ended.
public enum ProcessEnding: Sendable, Hashable {
    case exited(Int32)
    case signalled(Int32)
}

/// A program in a process group of its own, without a terminal; its output goes to a file.
public struct ChildProcess: Sendable {
    public let processID: Int32

    /// One that was started by somebody else; 0 when its number is not known.
    public init(processID: Int32) {
        self.processID = processID
    }

    /// What to start, and how.
    public struct Order: Sendable {
        /// The program's file, then its arguments.
        public var words: [String]
        public var folder: String
        public var environment: [String: String]
        /// Takes standard output and errors; what was in it is thrown away.
        public var outputFile: String
        /// Held on by the process as long as it lives.
        public var lock: FileLock?

        public init(
            words: [String], folder: String, environment: [String: String], outputFile: String,
            lock: FileLock?
        ) {
            self.words = words
            self.folder = folder
            self.environment = environment
            self.outputFile = outputFile
            self.lock = lock
        }
    }

    /// Starts it, and calls `ended` once, from a thread of its own, when it has ended. Then nothing
    /// of its group is left.
    public static func start(
        _ order: Order, ended: @escaping @Sendable (ProcessEnding) -> Void
    ) throws(FileError) -> ChildProcess {
        let child = ChildProcess(processID: try spawn(order))
        let isWatched = startThread(stackSize: 128 << 10) { ended(child.wait()) }
        guard isWatched else {
            child.end(with: SIGKILL)
            throw FileError(path: order.words[0], reason: "no thread to wait on it")
        }
        return child
    }

    /// Sends a signal to all of its group.
    public func end(with signal: Int32) {
        // 0 and 1 would mean others: our own group, and everybody.
        if processID > 1 { kill(-processID, signal) }
    }

    /// Until it has ended. The group is swept while its number cannot be another's yet.
    private func wait() -> ProcessEnding {
        var information = siginfo_t()
        while waitid(P_PID, id_t(processID), &information, WEXITED | WNOWAIT) != 0,
            clunette_errno() == EINTR
        {}
        kill(-processID, SIGKILL)
        var status: Int32 = 0
        while waitpid(processID, &status, 0) < 0, clunette_errno() == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
    }

    private static func spawn(_ order: Order) throws(FileError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(
            &actions, STDOUT_FILENO, order.outputFile, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND,
            0o600)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        if let lock = order.lock {
            posix_spawn_file_actions_adddup2(&actions, lock.descriptor, 3)
        }
        _ = clunette_spawn_in_folder(&actions, order.folder)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var process: pid_t = 0
        let variables = order.environment.map { "\($0.key)=\($0.value)" }
        let result = withArray(order.words) { words in
            withArray(variables) { variables in
                posix_spawn(&process, order.words[0], &actions, &attributes, words, variables)
            }
        }
        guard result == 0 else {
            throw FileError(path: order.words[0], reason: String(cString: strerror(result)))
        }
        return process
    }

    private static func withArray(
        _ texts: [String],
        _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Int32
    ) -> Int32 {
        var pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) }
        pointers.append(nil)
        defer { for pointer in pointers { free(pointer) } }
        return pointers.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map(body) ?? EINVAL
        }
    }
}
