import CLunetteSystem
import LunetteRunbook
import LunetteSystem
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Entries from a pipe, or from a terminal that nothing can be drawn on: lines until they make a
/// whole entry.
final class PipedInput: Sendable {
    private enum Input {
        case line(String)
        /// What there is of an entry is dropped, where that line is still waited for.
        case interruption(ofWait: Int)
    }

    private let lines: AsyncStream<Input>
    private let continuation: AsyncStream<Input>.Continuation
    /// Each wait for a line has a number; while one lasts, nothing runs.
    private let wait = Mutex((number: 0, lasts: false))

    /// Reads standard input, by a thread of its own.
    init() {
        (lines, continuation) = AsyncStream.makeStream(of: Input.self)
        let isStarted = startThread { [continuation] in
            var reader = LineReader(descriptor: STDIN_FILENO)
            while let line = reader.next() { continuation.yield(.line(line)) }
            continuation.finish()
        }
        if !isStarted { continuation.finish() }
    }

    /// Hands over no more entries.
    func stop() { continuation.finish() }

    /// Drops what was read of an entry, if one is read. `first` is done before.
    func interrupt(_ first: () -> Void) {
        let (number, lasts) = wait.withLock { $0 }
        guard lasts else { return }
        first()
        continuation.yield(.interruption(ofWait: number))
    }

    /// The next line, in the middle of an entry's run; nil when there is none.
    func nextLine() async -> String? {
        for await case .line(let line) in lines { return line }
        return nil
    }

    /// Hands over one entry after the other, until `take` answers false. `prompt` is called before
    /// each line; it is told whether an entry goes on.
    func read(
        prompt: (Bool) async -> Void = { _ in }, judge: (String) async -> EntryVerdict,
        _ take: (String) async -> Bool
    ) async {
        var entry = ""
        var depth = 0
        var state = 0
        var inputs = lines.makeAsyncIterator()
        while true {
            let number = wait.withLock { wait in
                wait = (wait.number + 1, true)
                return wait.number
            }
            await prompt(!entry.isEmpty)
            var next = await inputs.next()
            // One that came as the line did is over with that line.
            while case .interruption(let ofWait)? = next, ofWait < number {
                next = await inputs.next()
            }
            wait.withLock { $0.lasts = false }
            guard let input = next else { break }
            guard case .line(let line) = input else {
                (entry, depth, state) = ("", 0, 0)
                continue
            }
            if entry.isEmpty, line.trimmed.isEmpty { continue }
            if entry.isEmpty, line.hasPrefix(":") || line.hasPrefix("?") {
                guard await take(line.trimmed) else { return }
                continue
            }
            entry += entry.isEmpty ? line : "\n" + line
            for part in line.split(separator: "\n", omittingEmptySubsequences: false) {
                let characters = Array(part)
                let (tokens, end) = LuaLanguage.tokens(characters, from: state)
                depth += LuaLanguage.blockChange(characters, tokens)
                state = end
            }
            // The compiler is asked only where the text may be whole.
            guard depth <= 0, state == 0, await judge(entry) != .incomplete else { continue }
            guard await take(entry) else { return }
            (entry, depth, state) = ("", 0, 0)
        }
        if !entry.isEmpty { _ = await take(entry) }
    }
}

/// Lines as they come. One that goes on in the next, by how that begins, is one with it, as long as
/// the next is there already: nobody who types is kept waiting.
private struct LineReader {
    let descriptor: Int32
    private var buffer: [UInt8] = []
    private var lines: ArraySlice<String> = []
    private var isAtEnd = false

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    mutating func next() -> String? {
        while lines.isEmpty, fill() {}
        guard var line = lines.popFirst() else { return nil }
        while Self.mustGoOn(into: following()) {
            line += "\n" + (lines.popFirst() ?? "")
        }
        return line
    }

    /// The next line, if it is there.
    private mutating func following() -> String? {
        while lines.isEmpty, hasInput, fill() {}
        return lines.first
    }

    private var hasInput: Bool {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return !isAtEnd && poll(&waiting, 1, 0) > 0
    }

    /// What no statement begins with. A colon at the very beginning is a command's.
    private static let beginnings = [
        "..", ".", ":", "and ", "or ", "+", "*", "/", "%", "^", "==", "~=", "<", ">", ",", ")", "}",
        "]", "=",
    ]

    private static func mustGoOn(into line: String?) -> Bool {
        guard let line, !line.hasPrefix(":"), !line.hasPrefix("=") else { return false }
        let text = line.drop(while: \.isWhitespace)
        return !text.hasPrefix("::") && beginnings.contains { text.hasPrefix($0) }
    }

    /// Reads once; false at the end.
    private mutating func fill() -> Bool {
        guard !isAtEnd else { return false }
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        if count < 0, clunette_errno() == EINTR { return true }
        isAtEnd = count <= 0
        buffer += bytes[..<max(0, count)]
        if isAtEnd, !buffer.isEmpty { buffer.append(0x0A) }
        while let end = buffer.firstIndex(of: 0x0A) {
            let line = buffer[..<end].last == 0x0D ? buffer[..<(end - 1)] : buffer[..<end]
            lines.append(String(decoding: line, as: UTF8.self))
            buffer.removeFirst(end + 1)
        }
        return true
    }
}
