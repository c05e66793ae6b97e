import ArgumentParser
import Logging
import LunetteBase
import LunetteClient
import LunetteHTTP
import LunetteJournal
import LunetteLoop
import LunetteRunbook
import LunetteScheduler
import LunetteSettings
import LunetteSystem
import LunetteZones

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `lunette schedule serve`.
struct ScheduleServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Runs the jobs when they are due, until it is ended.",
        discussion: """
            SIGHUP reads the file again (a broken one changes nothing), SIGTERM lets runs under way
            end. The status is at http://127.0.0.1:PORT/, for programs at /metrics and /api.
            """)

    @Option(help: "The status page's port on 127.0.0.1; 0 takes a free one.") var port = 7878
    @Option(help: "At most so many runs at once.") var maxRuns = 16
    @Option(help: ArgumentHelp("How long runs may go on once it is ended.", valueName: "duration"))
    var drain = Duration.seconds(80)
    @Option(help: "What to log: debug, info, warning or error.") var logLevel = LogLevel.info
    @Option(help: "How to log: text or json.") var logFormat = LogFormat.text
    @OptionGroup var file: ScheduleFileOptions

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port takes a number from 0 to 65535")
        }
        guard maxRuns > 0 else { throw ValidationError("--max-runs takes a number from 1") }
    }

    func run() async throws {
        let access = ScheduleAccess(file)
        let schedule = try access.schedule()
        let (folder, lock) = try takeLock()
        defer { withExtendedLifetime(lock) {} }
        let loop = ScriptLoop()
        let daemon = ScheduleDaemon(try configuration(access, folder, loop), loop: loop)
        let server = try await startServer(daemon)
        let count = schedule.jobs.count
        Console.writeOut(
            "serving \(count) job\(count == 1 ? "" : "s") of \(printable(schedule.path)); status "
                + "at http://127.0.0.1:\(server.port)/\n")
        SignalWatcher.watch([SIGINT, SIGTERM, SIGHUP]) { number in
            if number == SIGHUP { daemon.reload() } else { daemon.terminate() }
        }
        do {
            try await daemon.run()
        } catch let error as JournalError {
            throw Failure(journal: error)
        } catch let error as ScheduleUnreadable {
            throw Failure(.configuration, error.message)
        }
        await server.stop()
        loop.stop()
    }

    /// One daemon for each state folder.
    private func takeLock() throws -> (folder: String, lock: FileLock) {
        guard let folder = ScheduleAccess.folder, let path = ScheduleAccess.daemonLock else {
            throw Failure(
                .configuration, "there is no home folder, and so no place for the journal",
                advice: ["set LUNETTE_HOME"])
        }
        do throws(FileError) {
            try makeFolder(folder)
            if let lock = try FileLock(path: path, facts: "\(getpid())") { return (folder, lock) }
        } catch {
            throw Failure(.journalUnwritable, "cannot write \(error.path): \(error.reason)")
        }
        throw Failure(
            .locked,
            "another daemon (process \(FileLock.facts(at: path) ?? "?")) has \(path)",
            advice: ["one daemon runs for each state folder; LUNETTE_HOME names another"])
    }

    private func openJournal(beside folder: String) throws -> SQLiteStore {
        do {
            return try SQLiteStore(
                folder: Environment.process.stateFolder ?? folder, creates: true)
        } catch {
            throw Failure(journal: error)
        }
    }

    private func startServer(_ daemon: ScheduleDaemon) async throws -> HTTPServer {
        do {
            return try await HTTPServer.start(
                port: port, responder: StatusResponder { await daemon.status() })
        } catch {
            throw Failure(
                .unreachable, "the status page cannot listen on 127.0.0.1:\(port): \(error)",
                advice: ["another program may use the port; --port 0 takes a free one"])
        }
    }

    private func configuration(
        _ access: ScheduleAccess, _ folder: String, _ loop: ScriptLoop
    ) throws -> DaemonConfiguration {
        let path = access.path
        let zones = ZoneFolder()
        let store = try openJournal(beside: folder)
        let sender = HeartbeatSender(
            loop: loop,
            transport: CurlTransport(
                loop: loop, authorities: CertificateAuthorities(.process)))
        let log = DaemonLog(level: logLevel, format: logFormat)
        var configuration = DaemonConfiguration(
            processes: JobProcesses(
                binary: try ownBinary(), folder: folder, environment: .process),
            store: store, notifier: ServiceNotifier(.process),
            newRunID: { RunReference.newID(SystemRandomness()) },
            read: { readSchedule(path, zones) }, send: { await sender.send($0) },
            observer: { log.show($0) })
        configuration.maximumRuns = maxRuns
        configuration.drainLimit = drain
        return configuration
    }
}

/// The schedule, or what is wrong with its file, in one line.
private func readSchedule(_ path: String, _ zones: ZoneFolder)
    -> Result<Schedule, ScheduleUnreadable>
{
    do {
        let source = try readFile(path)
        return .success(try ScheduleFile(zones: zones).schedule(path: path, source: source))
    } catch let error as TOMLError {
        return .failure(ScheduleUnreadable("\(error.place): \(error.message)"))
    } catch let error as FileError {
        return .failure(ScheduleUnreadable("cannot read \(error.path): \(error.reason)"))
    } catch {
        return .failure(ScheduleUnreadable("\(error)"))
    }
}

/// This program's file.
func ownBinary() throws -> String {
    var buffer = [CChar](repeating: 0, count: 4_096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    if count > 0 {
        return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    guard let path = realpath(CommandLine.arguments[0], nil) else {
        throw Failure(.unreadableFile, "lunette does not find its own file")
    }
    defer { free(path) }
    return String(cString: path)
}
