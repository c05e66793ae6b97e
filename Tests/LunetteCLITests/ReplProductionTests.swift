import Foundation
import LunetteTesting
import Testing

/// Profiles on a terminal: which there are, and what a production one asks before it changes
/// anything. The account is an emulator in another process.
@Suite struct ReplProductionTests {
    private static let accountID = "1234567890123456"

    /// A terminal, a home folder with the profiles `staging` and `prod`, and an emulator.
    private struct Scene {
        let line: PseudoTerminal
        let emulator: EmulatorProcess
        let folder = NSTemporaryDirectory() + "lunette-profiles-\(UUID().uuidString)"

        init(columns: Int = 120) async throws {
            line = try PseudoTerminal(columns: columns)
            emulator = try await EmulatorProcess.start([])
            try write(".config/lunette/lunette.toml", "[profiles.prod]\nproduction = true\n")
            let profiles = ["staging", "prod"].map { name in
                "{\"name\":\"\(name)\",\"mode\":\"AK\",\"region_id\":\"cn-hangzhou\","
                    + "\"access_key_id\":\"testid\",\"access_key_secret\":\"testsecret\"}"
            }
            try write(
                ".aliyun/config.json",
                "{\"current\":\"staging\",\"profiles\":[\(profiles.joined(separator: ","))]}")
        }

        func write(_ name: String, _ text: String) throws {
            let path = "\(folder)/\(name)"
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent,
                withIntermediateDirectories: true)
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }

        func start(_ arguments: [String]) throws {
            try line.start(
                arguments + ["--endpoint", emulator.endpoint], folder: folder,
                environment: ["HOME": folder, "LUNETTE_HOME": "\(folder)/state"])
        }

        func type(_ text: String, until wanted: String) async {
            line.send(text)
            #expect(await line.wait(for: wanted), "\(text): \(line.screen.text)")
        }

        func end() async {
            await line.end()
            emulator.stop()
            try? FileManager.default.removeItem(atPath: folder)
        }
    }

    @Test func `a production profile is LIVE only once its account is typed`() async throws {
        let scene = try await Scene()
        try scene.start(["repl"])
        #expect(await scene.line.wait(for: "emulator cn-hangzhou>"))
        await scene.type(":profile pr\t", until: ":profile prod")
        await scene.type("\r", until: "emulator cn-hangzhou read-only>")
        let question = "Type the account's name (\(Self.accountID)) to go on:"
        for refusal in ["n\r", "\r", "\u{03}", "\u{04}"] {
            await scene.type(":live 1m\r", until: question)
            await scene.type(refusal, until: "the account's name was not typed")
            #expect(
                await scene.line.wait { $0.lines.last == "emulator cn-hangzhou read-only>" },
                "\(scene.line.screen.text)")
            scene.line.send("\u{0C}")
            #expect(await scene.line.wait { !$0.text.contains("not typed") })
        }
        await scene.type(":live 1m\r", until: question)
        await scene.type("\(Self.accountID)\r", until: "emulator cn-hangzhou LIVE>")
        await scene.type(
            "ecs.leave_security_group{security_group_id=\"sg-web\",instance_id=\"i-running1\"}\r",
            until: "request_id =")
        // A name that leads nowhere changes nothing; another profile is never LIVE by itself.
        await scene.type(":profile nope\r", until: "has no profile nope")
        #expect(await scene.line.wait { $0.lines.last == "emulator cn-hangzhou LIVE>" })
        await scene.type(":profile staging\r:profile prod\r:profile\r", until: "\nprod\n")
        #expect(await scene.line.wait { $0.lines.last == "emulator cn-hangzhou read-only>" })
        await scene.type("ecs.with{ profile = \"sta\t", until: "profile = \"staging")
        await scene.type("\u{03}ecs.with{ region = \"cn-hang\t", until: "region = \"cn-hangzhou")
        await scene.type("\u{03}f({ regions = { \"cn-hang\t", until: "{ \"cn-hangzhou")
        await scene.type("\u{03}:region cn-beijing\r", until: "emulator cn-beijing read-only>")
        scene.line.send("\u{04}")
        #expect(await scene.line.waitForExit() == 0)
        await scene.end()
    }

    @Test(arguments: [(ReplProductionTests.accountID, true), ("another-one", false)])
    func `--account says beforehand which account is meant`(name: String, isRight: Bool)
        async throws
    {
        let scene = try await Scene()
        try scene.start(["repl", "--profile", "prod", "--account", name])
        #expect(await scene.line.wait(for: "emulator cn-hangzhou read-only>"))
        if isRight {
            await scene.type(":live 1m\r", until: "emulator cn-hangzhou LIVE>")
        } else {
            await scene.type(
                ":live 1m\r",
                until: "of the account \(Self.accountID), not of \(name)")
            #expect(await scene.line.wait { $0.lines.last == "emulator cn-hangzhou read-only>" })
            #expect(scene.line.screen.text.contains(":profile goes to"))
        }
        #expect(!scene.line.screen.text.contains("Type the account's name"))
        await scene.end()
    }

    @Test func `a narrow screen shows the whole name that is to be typed`() async throws {
        let scene = try await Scene(columns: 30)
        try scene.start(["repl", "--profile", "prod"])
        #expect(await scene.line.wait(for: "read-only>"))
        scene.line.send(":live 1m\r")
        #expect(await scene.line.wait { $0.lines.last == ">" })
        #expect(scene.line.screen.text.contains(Self.accountID))
        await scene.type("\(Self.accountID)\r", until: "\nLIVE>")
        await scene.end()
    }

    @Test(arguments: [("n", Int32(6)), (ReplProductionTests.accountID, Int32(0))])
    func `a run under a production profile asks for the account`(answer: String, code: Int32)
        async throws
    {
        let scene = try await Scene()
        try scene.write(
            "leave.lua",
            """
            runbook { allow = { "ecs:LeaveSecurityGroup" } }
            ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-running1" }
            """)
        try scene.start(["run", "leave.lua", "--profile", "prod"])
        #expect(await scene.line.wait(for: "Type the account's name (\(Self.accountID))"))
        scene.line.send("\(answer)\r")
        #expect(await scene.line.waitForExit() == code, "\(scene.line.screen.text)")
        let calls = try await scene.emulator.answer("/_lunette/calls")
        #expect(calls.contains("LeaveSecurityGroup") == (code == 0))
        await scene.end()
    }

    @Test func `without credentials nobody gets in, and is told what helps`() async throws {
        let line = try PseudoTerminal()
        try line.start(["repl"], environment: ["ALIBABA_CLOUD_ECS_METADATA_DISABLED": "true"])
        #expect(await line.waitForExit() == 78, "\(line.screen.text)")
        #expect(line.screen.text.contains("no credentials"))
        #expect(line.screen.text.contains("lunette --emulator opens a session"))
        #expect(line.screen.text.contains("lunette doctor"))
    }
}
