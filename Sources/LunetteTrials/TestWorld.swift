import LunetteBase
import LunetteClient
import LunetteEmulator
import LunetteLoop
import LunetteLua
import LunetteRunbook
import LunetteSigning
import LunetteSystem
import LunetteWorld
import Synchronization

/// An emulator of a test's own, and runs against it over signed HTTP.
final class TestWorld: HostObject {
    static let luaType = HostType(
        "world",
        methods: [
            HostFunction("world.run", waiting: { try await receiver($0).run($0) }),
            HostFunction("world.eval", waiting: { try await receiver($0).eval($0) }),
            HostFunction("world.state", immediate: { try receiver($0).state() }),
            HostFunction("world.calls", immediate: { try receiver($0).calls() }),
            HostFunction("world.add_fault", immediate: { try receiver($0).addFault($0) }),
            HostFunction("world.replace", immediate: { try receiver($0).replace($0) }),
            HostFunction("world.advance", immediate: { try receiver($0).advance($0) }),
        ])

    private let emulator: Emulator
    private let settings: WorldSettings
    private let credentials: StaticCredentials
    private let loop: ScriptLoop
    private let transport: CurlTransport
    private let folder: String
    private let record: OutputRecord
    private let exitCode: @Sendable (ExitReason) -> Int32

    static func start(
        _ world: World, _ settings: WorldSettings, folder: String, record: OutputRecord,
        exitCode: @escaping @Sendable (ExitReason) -> Int32
    ) async throws -> TestWorld {
        guard let key = world.accounts.first?.accessKeys.first else {
            throw LuaMessage("test.world: the world has no access key to sign with")
        }
        var configuration = EmulatorConfiguration(world: world, clock: settings.clock)
        configuration.contract = settings.contract
        configuration.callLogCapacity = 10_000
        let emulator = try await Emulator.start(configuration)
        return TestWorld(
            emulator, settings,
            StaticCredentials(Credentials(accessKeyID: key.id, accessKeySecret: key.secret)),
            folder, record, exitCode)
    }

    private init(
        _ emulator: Emulator, _ settings: WorldSettings, _ credentials: StaticCredentials,
        _ folder: String, _ record: OutputRecord,
        _ exitCode: @escaping @Sendable (ExitReason) -> Int32
    ) {
        self.emulator = emulator
        self.settings = settings
        self.credentials = credentials
        self.folder = folder
        self.record = record
        self.exitCode = exitCode
        loop = ScriptLoop(clock: settings.clock)
        transport = CurlTransport(loop: loop)
    }

    func stop() async {
        await emulator.stop()
        loop.stop()
    }

    private static func receiver(_ arguments: borrowing Arguments) throws -> TestWorld {
        try arguments.object(1, "world", as: TestWorld.self)
    }

    // MARK: Runs

    /// `world:run(file, words, options)`: a run of a runbook, with command-line words.
    private func run(_ arguments: borrowing Arguments) async throws -> Reply {
        let name = try arguments.text(2, "file")
        let words = try arguments.table(3, "words").elements.compactMap { $0.string?.text }
        let options = try RunOptions(arguments, 4)
        let path = name.hasPrefix("/") || folder == "." ? name : "\(folder)/\(name)"
        let source: [UInt8]
        do {
            source = try readFile(path)
        } catch {
            throw LuaMessage("world:run: cannot read \(error.path): \(error.reason)")
        }
        return .value(LuaValue(await report(path, source, words, options)))
    }

    private func eval(_ arguments: borrowing Arguments) async throws -> Reply {
        let code = try arguments.bytes(2, "code")
        return .value(LuaValue(await report(nil, code, [], try RunOptions(arguments, 3))))
    }

    private func report(
        _ file: String?, _ source: [UInt8], _ words: [String], _ options: RunOptions
    ) async -> JSONValue {
        let started = settings.clock.now()
        let script: Script
        let bound: [String: ArgumentValue]
        do {
            script = try Script(file: file, source: source)
            // What the test gives as a file's contents is no flag.
            let flags = script.manifest.parameters.filter { options.files[$0.name] == nil }
            bound = try await ArgumentBinder(parameters: flags, environment: options.environment)
                .bind(words).merging(options.files) { $1 }
        } catch {
            var report = RunReport(
                name: file ?? "eval", target: "emulator", regionID: settings.regionID,
                startedAt: started)
            let mistake = error as? ManifestError
            report.failure = RunFailure(
                mistake == nil ? .usage : .scriptFailed,
                mistake?.message ?? (error as? ArgumentError)?.message ?? "\(error)")
            return json(report, [], EventList())
        }
        let printed = OutputRecord()
        let events = EventList()
        let report = await Runner(
            loop: loop, script: script, arguments: bound, target: target,
            settings: options.settings, transport: transport,
            observer: { [record] event in
                events.add(event)
                Self.note(event, printed, record)
            }
        ).run()
        return json(report, printed.lines, events)
    }

    private var target: CloudTarget {
        CloudTarget(
            name: "emulator", endpoint: Endpoint(emulator.endpoint), regionID: settings.regionID,
            credentials: credentials, isRealAccount: false)
    }

    private static func note(_ event: RunEvent, _ printed: OutputRecord, _ record: OutputRecord) {
        switch event {
        case .output(let bytes):
            printed.add(bytes)
            record.add(bytes)
        case .logged(let log):
            let fields = log.fields.map { " \($0.name)=\($0.value)" }.joined()
            record.add(line: "\(log.level.rawValue): \(log.message)\(fields)")
        default: break
        }
    }

    /// The report as `--json` prints it, the lines that the script printed, and what it logged and
    /// sent.
    private func json(_ report: RunReport, _ lines: [String], _ events: EventList) -> JSONValue {
        if let failure = report.failure {
            // Where a test fails, this may be why.
            let place = failure.place.map { "\($0.file):\($0.line): " } ?? ""
            record.add(line: "the run failed: \(place)\(failure.message)")
        }
        var json = report.json(exitCode: exitCode(report.exitReason)).object ?? [:]
        json["output"] = .array(lines.map(JSONValue.string))
        json["logs"] = .array(events.logs.map { .object($0.json) })
        json["notifications"] = .array(events.notifications.map(\.body))
        return JSONValue.object(json).withoutNulls
    }

    // MARK: The world

    private func state() -> Reply {
        .value(.string(emulator.world().json.text))
    }

    private func calls() -> Reply {
        let calls = emulator.calls().map { call -> JSONValue in
            var parameters: JSONObject = [:]
            for parameter in call.parameters {
                parameters[parameter.name] = .string(parameter.value)
            }
            return [
                "operation": .string(call.operation), "parameters": .object(parameters),
                "code": call.code.map(JSONValue.string) ?? .null,
                "status": .integer(Int64(call.status)),
                "rule": call.ruleID.map(JSONValue.string) ?? .null,
                "fault": call.fault.map(JSONValue.string) ?? .null,
                "at": .string(call.time.millisecondText),
            ]
        }
        return .value(LuaValue(JSONValue.array(calls).withoutNulls))
    }

    private func addFault(_ arguments: borrowing Arguments) throws -> Reply {
        for fault in try parse(arguments).faults { emulator.addFault(fault) }
        return .none
    }

    /// Goes on with another world, as if somebody else had changed it.
    private func replace(_ arguments: borrowing Arguments) throws -> Reply {
        emulator.replaceWorld(try parse(arguments))
        return .none
    }

    private func parse(_ arguments: borrowing Arguments) throws -> World {
        do {
            return try World(parsing: Array(try arguments.text(2, "world").utf8))
        } catch let error as WorldFileError {
            throw LuaMessage("\(error.path): \(error.message)")
        }
    }

    private func advance(_ arguments: borrowing Arguments) throws -> Reply {
        guard let duration = Duration(text: try arguments.text(2, "duration")) else {
            throw LuaMessage("world:advance takes a duration such as \"10m\"")
        }
        guard let clock = settings.clock as? VirtualClock else {
            throw LuaMessage("world:advance needs the virtual clock")
        }
        clock.advance(by: duration)
        return .none
    }
}

/// What a test says of a run besides its arguments.
struct RunOptions {
    var settings: RunSettings
    var environment = Environment([:])
    /// The contents of files, by the parameters that name them.
    var files: [String: ArgumentValue] = [:]

    init(_ arguments: borrowing Arguments, _ position: Int) throws {
        settings = RunSettings()
        settings.sendsNotifications = false
        guard !arguments.isAbsent(position) else { return }
        for field in try arguments.table(position, "options").fields ?? [] {
            switch (field.name, field.value) {
            case ("allow", .table(let list)):
                settings.allow = list.elements.compactMap { $0.string?.text }
            case ("max_changes", .integer(let count)): settings.maxChanges = Int(count)
            case ("time_limit", .string(let text)):
                settings.timeLimit = Duration(text: text.text)
            case ("environment", .table(let variables)):
                let pairs = (variables.fields ?? []).compactMap { field in
                    field.value.string.map { (field.name, $0.text) }
                }
                environment = Environment(Dictionary(pairs) { $1 })
            case ("files", .table(let contents)):
                for file in contents.fields ?? [] {
                    files[file.name] = file.value.string.map { .file($0.bytes) }
                }
            default:
                throw arguments.misfit(position, "options", "there is no option '\(field.name)'")
            }
        }
    }
}

/// What a run has logged, and would have sent.
private final class EventList: Sendable {
    private let list = Mutex<[RunEvent]>([])

    var logs: [LogRecord] {
        list.withLock { $0.compactMap { if case .logged(let record) = $0 { record } else { nil } } }
    }

    var notifications: [Notification] {
        list.withLock { events in
            events.compactMap { if case .notified(let sent) = $0 { sent } else { nil } }
        }
    }

    func add(_ event: RunEvent) {
        switch event {
        case .logged, .notified: list.withLock { $0.append(event) }
        default: break
        }
    }
}

extension JSONValue {
    /// What is null is nil in a test: left out.
    fileprivate var withoutNulls: JSONValue {
        switch self {
        case .array(let elements): return .array(elements.map(\.withoutNulls))
        case .object(let object):
            var kept: JSONObject = [:]
            for member in object.members where member.value != .null {
                kept.append(member.name, member.value.withoutNulls)
            }
            return .object(kept)
        default: return self
        }
    }
}
