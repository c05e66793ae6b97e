import Foundation
import LunetteBase
import LunetteEmulator
import LunetteHTTP
import LunetteTesting
import LunetteWorld
import Synchronization
import Testing

/// `notify.post`, from the command line to a server on loopback.
@Suite struct NotifyTests {
    private static let token = "T0K3N-planted"
    private static let runbook = """
        runbook { parameters = { hook = { type = "webhook" }, strict = { type = "boolean" } } }
        local sent, err = notify.post(args.hook, "three rules were removed")
        print(sent, err and err.code, err and err.disposition, err and err.http_status, args.hook)
        log.info("told", { hook = args.hook, err = err })
        if err and args.strict then error(err) end
        """

    /// What a run with a webhook did, and what the server saw.
    private struct Notified {
        let run: LunetteProcess
        let bodies: [String]
        /// Everything that it left on disk.
        let files: String
    }

    private func notified(
        _ path: String = "/services/\(token)", flags: [String] = [], runbook: String = runbook,
        settings: String = ""
    ) async throws -> Notified {
        let folder = NSTemporaryDirectory() + "lunette-notify-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Data(runbook.utf8).write(to: URL(filePath: "\(folder)/tell.lua"))
        try Data(settings.utf8).write(to: URL(filePath: "\(folder)/lunette.toml"))
        let hooks = HookResponder()
        let server = try await HTTPServer.start(responder: hooks)
        let emulator = try await Emulator.start(EmulatorConfiguration(world: .standard))
        // A real run's way, in its jail: only the ports that it was told of are open.
        let run = try await LunetteProcess.run(
            [
                "run", "tell.lua", "--hook", "env:HOOK", "--endpoint", emulator.endpoint,
                "--events", "events.ndjson",
            ] + flags, folder: folder,
            environment: [
                "HOOK": path.hasPrefix("/") ? "http://127.0.0.1:\(server.port)\(path)" : path,
                "ALIBABA_CLOUD_ACCESS_KEY_ID": "testid", "LUNETTE_HOME": "\(folder)/home",
                "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "testsecret",
            ])
        await emulator.stop()
        await server.stop()
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
        let files = (names ?? []).compactMap {
            FileManager.default.contents(atPath: "\(folder)/\($0)")
        }
        return Notified(
            run: run, bodies: hooks.bodies,
            files: files.map { String(decoding: $0, as: UTF8.self) }.joined())
    }

    @Test func `a message arrives at the webhook that whoever runs the script named`() async throws
    {
        let notified = try await notified()
        #expect(notified.run.output == "true\tnil\tnil\tnil\t<webhook>\n", "\(notified.run.errors)")
        #expect(notified.bodies == [#"{"text":"three rules were removed"}"#])
        #expect(notified.files.contains(#""event":"notification""#))
    }

    @Test(arguments: [
        ("", true), ("[policy]\nwebhooks = [\"127.0.0.1\"]", true),
        ("[policy]\nwebhooks = [\"*.example.com\", \"127.0.0.1:*\"]", true),
        ("[policy]\nwebhooks = []", false), ("[policy]\nwebhooks = [\"*.example.com\"]", false),
        ("[policy]\nwebhoks = []", false),
    ])
    func `a policy says whom scripts may notify, before anything is done`(
        settings: String, isSent: Bool
    ) async throws {
        for flags in [[], ["--dry-run"]] {
            let notified = try await notified(flags: flags, settings: settings)
            #expect(notified.bodies.isEmpty == (!isSent || !flags.isEmpty))
            #expect(notified.run.exitCode == (isSent ? 0 : 6), "\(notified.run.errors)")
            guard !isSent else { continue }
            #expect(notified.run.output == "")
            let said = notified.run.errors
            #expect(said.contains("lunette.toml"), "\(said)")
            #expect(said.contains("notify 127.0.0.1:") || said.contains("did you mean"), "\(said)")
        }
    }

    @Test func `a table is sent as it is`() async throws {
        let notified = try await notified(
            runbook: """
                runbook { parameters = { hook = { type = "webhook" } } }
                notify.post(args.hook, { blocks = { { type = "divider" } }, n = 3 })
                """)
        #expect(
            notified.bodies == [#"{"blocks":[{"type":"divider"}],"n":3}"#], "\(notified.run.errors)"
        )
    }

    @Test func `nothing is sent in a dry run`() async throws {
        let notified = try await notified(flags: ["--dry-run"])
        #expect(notified.bodies.isEmpty)
        #expect(notified.run.output.hasPrefix("true\t"))
        #expect(notified.run.errors.contains("not sent"), "\(notified.run.errors)")
    }

    @Test(arguments: [
        ("/status/500/\(token)", "WebhookRefused\tretry\t500"),
        ("/status/404/\(token)", "WebhookRefused\tfix\t404"),
        // It would lead to a place that takes it.
        ("/status/302/\(token)", "WebhookRefused\tfix\t302"),
        ("http://127.0.0.1:1/\(token)", "WebhookUnreachable\tretry\tnil"),
    ])
    func `a message that is not taken is nil and an error, and ends nothing`(
        path: String, words: String
    ) async throws {
        let notified = try await notified(path)
        #expect(notified.run.output == "nil\t\(words)\t<webhook>\n", "\(notified.run.errors)")
        #expect(notified.run.exitCode == 0)
        #expect(notified.bodies.count == (path.hasPrefix("http") ? 0 : 1))
    }

    @Test(arguments: [
        ("/status/500/\(token)", Int32(2)), ("http://127.0.0.1:1/\(token)", Int32(69)),
    ])
    func `a script that raises the error ends by it`(path: String, exitCode: Int32) async throws {
        let notified = try await notified(path, flags: ["--strict"])
        #expect(notified.run.exitCode == exitCode, "\(notified.run.errors)")
        #expect(notified.run.errors.contains("the notification was not taken"))
    }

    @Test(arguments: [
        ("/services/\(token)", ["--json"]), ("/status/500/\(token)", ["--strict", "--json"]),
        ("http://127.0.0.1:1/\(token)", ["--strict", "--log-level", "debug"]),
        ("http://hooks.example.com/\(token)", []), ("ftp://127.0.0.1/\(token)", []),
        ("http://user:\(token)@127.0.0.1/", []),
    ])
    func `the URL is neither shown nor kept`(path: String, flags: [String]) async throws {
        let notified = try await notified(path, flags: flags)
        for text in [notified.run.output, notified.run.errors, notified.files] {
            #expect(!text.contains(Self.token), "\(text)")
        }
    }

    @Test(arguments: [
        "http://hooks.example.com/\(token)", "http://127.0.0.1.example.com/", "https://", "hello",
        "ftp://127.0.0.1/", "https://hooks.example.com:\(token)/", "https://\(token) x/",
        "https://user:\(token)@example.com/",
    ])
    func `what is no URL of a webhook is refused before the script runs`(url: String) async throws {
        let notified = try await notified(url)
        #expect(notified.run.exitCode == 64)
        #expect(notified.run.output.isEmpty)
        #expect(notified.run.errors.contains("--hook is not a URL"), "\(notified.run.errors)")
    }

    @Test(arguments: [
        (#"notify.post("https://hooks.example.com/x", "hello")"#, "not a string"),
        (#"notify.post(nil, "hello")"#, "not a nil"),
        (#"notify.post({}, "hello")"#, "not a table"),
    ])
    func `a script cannot name where it sends to`(code: String, words: String) async throws {
        let run = try await LunetteProcess.run(["eval", code, "--emulator"])
        #expect(run.exitCode == 1)
        #expect(run.errors.contains(words), "\(run.errors)")
    }

    @Test func `a webhook is never taken from the command line itself`() async throws {
        let notified = try await notified(
            flags: ["--hook=https://hooks.example.com/\(Self.token)"])
        #expect(notified.run.exitCode == 64)
        #expect(notified.run.errors.contains("env:NAME"))
    }
}

/// Takes what is posted, or answers with the status that the path names.
private final class HookResponder: Responder {
    private let posted = Mutex<[String]>([])

    var bodies: [String] { posted.withLock { $0 } }

    func answer(to request: ReceivedRequest) -> Answer {
        posted.withLock { $0.append(String(decoding: request.body, as: UTF8.self)) }
        let parts = request.path.split(separator: "/")
        let status = parts.count > 1 && parts[0] == "status" ? Int(parts[1]) : nil
        return .now(
            Reply(
                status: status ?? 200, contentType: "text/plain",
                headers: status == 302 ? [NamedValue("location", "/elsewhere")] : [],
                body: [Array("you sent to \(request.path)".utf8)]))
    }

    func reply(to refusal: Refusal) -> Reply {
        Reply(status: 400, contentType: "text/plain", body: [])
    }
}
