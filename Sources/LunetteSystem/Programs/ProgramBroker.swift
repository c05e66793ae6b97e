import CLunetteSystem
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A process beside a jailed one that starts the programs which the jailed one may not start.
///
/// It knows the commands from the start: what it is sent is the number of one of them, so that
/// whoever takes over the jailed process can have these run, and nothing else. It ends with the
/// process that it serves.
public final class ProgramBroker: ProgramRunner {
    private let commands: [[String]]
    /// One exchange at a time.
    private let socket: Mutex<Int32>

    /// Starts one for these commands, as words without a shell; nil when that fails. To be called
    /// before the jail closes and before there is a second thread.
    public init?(commands: [[String]], timeLimit: Duration = .seconds(60)) {
        let numbered = Array(commands.prefix(Int(UInt8.max) + 1))
        let service = Service(commands: numbered, timeLimit: timeLimit)
        let context = Unmanaged.passRetained(service)
        let socket = clunette_start_beside(
            { Unmanaged<Service>.fromOpaque($1).takeUnretainedValue().run($0) }, context.toOpaque())
        context.release()
        guard socket >= 0 else { return nil }
        self.commands = numbered
        self.socket = Mutex(socket)
    }

    deinit {
        socket.withLock { _ = close($0) }
    }

    /// What the program wrote. A command that the broker was not started with is refused.
    public func output(of arguments: [String]) async throws(ProgramFailure) -> [UInt8] {
        guard let index = commands.firstIndex(of: arguments) else {
            throw ProgramFailure(
                "it is none of the commands that the settings named when the run began")
        }
        return try await onOwnThread { () throws(ProgramFailure) in
            try self.exchange(UInt8(index))
        }
    }

    private func exchange(_ number: UInt8) throws(ProgramFailure) -> [UInt8] {
        let answer = socket.withLock { socket -> BrokerAnswer? in
            guard clunette_write_all(socket, [number], 1) == 0 else { return nil }
            return BrokerAnswer(readFrom: socket)
        }
        switch answer {
        case .output(let bytes): return bytes
        case .failure(let reason): throw ProgramFailure(reason)
        case nil: throw ProgramFailure("the process that starts programs is gone")
        }
    }
}

/// The broker's own side.
private final class Service: Sendable {
    private let commands: [[String]]
    private let timeLimit: Duration

    init(commands: [[String]], timeLimit: Duration) {
        self.commands = commands
        self.timeLimit = timeLimit
    }

    /// Serves until the other side is gone, or sends what is no number of a command.
    func run(_ socket: Int32) {
        var number: UInt8 = 0
        while true {
            let count = read(socket, &number, 1)
            if count < 0, clunette_errno() == EINTR { continue }
            guard count == 1, commands.indices.contains(Int(number)) else { return }
            let bytes = answer(Int(number), socket).bytes
            guard clunette_write_all(socket, bytes, bytes.count) == 0 else { return }
        }
    }

    private func answer(_ index: Int, _ socket: Int32) -> BrokerAnswer {
        do throws(ProgramFailure) {
            let run = ProgramRun(
                arguments: commands[index], timeLimit: timeLimit, client: socket)
            return .output(try run.output())
        } catch {
            return .failure(error.reason)
        }
    }
}
