@preconcurrency import Foundation
import Synchronization

/// A terminal for a program under test: types keys into it, and reads its screen as a person would.
public final class PseudoTerminal: Sendable {
    private let master: Int32
    /// The program's end.
    public let path: String
    private let model: Mutex<ScreenModel>
    private let process = Mutex<pid_t>(0)
    private let bytes = Mutex<[UInt8]>([])

    /// Opens one; nothing runs on it yet.
    public init(columns: Int = 80, rows: Int = 24) throws {
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var lock: Int32 = 0
        var number: UInt32 = 0
        guard master >= 0, ioctl(master, Self.setLock, &lock) == 0,
            ioctl(master, Self.getNumber, &number) == 0
        else { throw POSIXError(.ENXIO) }
        path = "/dev/pts/\(number)"
        model = Mutex(ScreenModel(columns: columns, rows: rows))
        setSize(columns: columns, rows: rows)
        let reader = Thread { [self] in read() }
        reader.start()
    }

    // The pseudo-terminal calls of POSIX are none of Swift's; these are what Linux has beneath them.
    private static let setLock = UInt(0x4004_5431)
    private static let getNumber = UInt(0x8004_5430)

    deinit { close(master) }

    private func read() {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Foundation.read(master, &buffer, buffer.count)
            if count <= 0 {
                // Nobody has the other end open yet, or any more.
                if count < 0, errno == EIO, !hasEnded { usleep(2_000) } else { return }
                continue
            }
            bytes.withLock { $0 += buffer[..<count] }
            model.withLock { $0.feed(buffer[..<count]) }
        }
    }

    private var hasEnded: Bool { exitStatus.withLock { $0 != nil } }
    private let exitStatus = Mutex<Int32?>(nil)

    // MARK: The program

    /// Runs the `lunette` binary, or another program, with this as its controlling terminal.
    public func start(
        _ arguments: [String], binary: String = Checkout.binary, folder: String = Checkout.root,
        environment: [String: String] = [:]
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // The first terminal that a new session opens becomes its own.
        posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        let newSession: Int16 = 0x80
        posix_spawnattr_setflags(&attributes, newSession)
        let variables = environment.merging(
            [
                "PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "TERM": "xterm-256color",
                "SWIFT_BACKTRACE": "enable=no",
            ]
        ) { given, _ in given }
        var child: pid_t = 0
        // The shell goes to the folder, and becomes the program.
        let command = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder, binary] + arguments
        let result = withCStrings(command) { argv in
            withCStrings(variables.map { "\($0)=\($1)" }) { envp in
                posix_spawn(&child, "/bin/sh", &actions, &attributes, argv, envp)
            }
        }
        guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: result) ?? .ENOENT) }
        process.withLock { $0 = child }
        let waiter = Thread { [self, child] in
            var status: Int32 = 0
            while waitpid(child, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7F
            exitStatus.withLock { $0 = signal == 0 ? (status >> 8) & 0xFF : -signal }
        }
        waiter.start()
    }

    /// The exit code, or minus the signal that ended it; nil when it still runs after 20 s.
    public func waitForExit() async -> Int32? {
        for _ in 0..<4_000 {
            if let status = exitStatus.withLock({ $0 }) { return status }
            try? await Task.sleep(for: .milliseconds(5))
        }
        return nil
    }

    /// Ends the program if it still runs.
    public func end() async {
        let child = process.withLock { $0 }
        guard child > 0, !hasEnded else { return }
        kill(child, SIGKILL)
        _ = await waitForExit()
    }

    public func signal(_ number: Int32) { kill(process.withLock { $0 }, number) }

    // MARK: Keys and screen

    /// Types.
    public func send(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            if count <= 0 { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Pastes, as a terminal does that was asked to mark pastes.
    public func paste(_ text: String) {
        send("\u{1B}[200~" + text.replacing("\n", with: "\r") + "\u{1B}[201~")
    }

    /// Changes the window's size; the program is told by the kernel.
    public func resize(columns: Int, rows: Int) {
        model.withLock { $0.resize(columns: columns, rows: rows) }
        setSize(columns: columns, rows: rows)
    }

    private func setSize(columns: Int, rows: Int) {
        var size = winsize(
            ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    public var screen: ScreenModel { model.withLock { $0 } }

    /// All that was written, as it came.
    public var output: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }

    /// Waits until the screen is as wanted; false after ten seconds.
    public func wait(
        seconds: Double = 10, until isAsWanted: (ScreenModel) -> Bool
    ) async -> Bool {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            if isAsWanted(screen) { return true }
            try? await Task.sleep(for: .milliseconds(3))
        }
        return isAsWanted(screen)
    }

    /// Waits for a text on the screen.
    public func wait(for text: String, seconds: Double = 10) async -> Bool {
        await wait(seconds: seconds) { $0.text.contains(text) }
    }
}

private func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
}
