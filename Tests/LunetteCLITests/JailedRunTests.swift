import Foundation
import LunetteEmulator
import LunetteSystem
import LunetteTesting
import LunetteWorld
import Testing

/// The commands that run scripts in their jail, as an operator has them.
@Suite struct JailedRunTests {
    private let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "lunette-jailed-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder + "/.aliyun", withIntermediateDirectories: true)
    }

    private func write(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
    }

    @Test(.enabled(if: JailKernel.running.filtersSystemCalls))
    func `every thread of a run has given up new privileges and filtered calls`() async throws {
        let process = Process()
        process.executableURL = URL(filePath: Checkout.binary)
        process.arguments = ["eval", "print('here') while true do end", "--emulator"]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = Pipe()
        try process.run()
        _ = output.fileHandleForReading.availableData
        try expectShutIn(process)
        process.terminate()
        process.waitUntilExit()
    }

    private func expectShutIn(_ process: Process) throws {
        let tasks = "/proc/\(process.processIdentifier)/task"
        let threads = try FileManager.default.contentsOfDirectory(atPath: tasks)
        #expect(threads.count > 1)
        for thread in threads {
            let status = try String(contentsOfFile: "\(tasks)/\(thread)/status", encoding: .utf8)
            #expect(status.contains("NoNewPrivs:\t1\n"))
            #expect(status.contains("Seccomp:\t2\n"))
        }
    }

    @Test(.enabled(if: JailKernel.running.filtersSystemCalls))
    func `a run that goes on is shut in to its own measure`() async throws {
        let emulator = try await Emulator.start(EmulatorConfiguration(world: .standard))
        try write(
            """
            runbook { allow = { "ecs:ModifyInstanceAttribute" } }
            ecs.modify_instance_attribute { instance_id = "i-running1", instance_name = "new" }
            print(require("words").hello)
            while true do end
            """, "script.lua")
        try write("return { hello = 'hello' }", "words.lua")
        let environment = [
            "HOME": folder, "LUNETTE_HOME": "\(folder)/state", "PATH": "/usr/bin:/bin",
            "ALIBABA_CLOUD_ACCESS_KEY_ID": "testid",
            "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "testsecret",
        ]
        let killed = try await LunetteProcess.run(
            ["run", "script.lua", "--endpoint", emulator.endpoint], folder: folder,
            environment: environment, signal: SIGKILL)
        #expect(killed.exitCode == -SIGKILL, "\(killed.errors)")
        let process = Process()
        process.executableURL = URL(filePath: Checkout.binary)
        process.arguments = ["resume"] + requireJail
        process.currentDirectoryURL = URL(filePath: "/usr")
        process.environment = environment
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let printed = output.fileHandleForReading.availableData
        #expect(printed == Data("hello\n".utf8))
        if !printed.isEmpty { try expectShutIn(process) }
        process.terminate()
        process.waitUntilExit()
        let text = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
        #expect(process.terminationStatus == 143, "\(text)")
        await emulator.stop()
    }

    @Test func `a run calls the cloud and reads what the command line names`() async throws {
        let emulator = try await Emulator.start(EmulatorConfiguration(world: .standard))
        try write(
            """
            runbook { parameters = { group = { type = "list" } } }
            local words = require "words"
            print(words.hello, #args.group, ecs.describe_regions{}.request_id ~= nil)
            """, "script.lua")
        try write("return { hello = 'hello' }", "words.lua")
        try write("sg-1\nsg-2\n", "ids.txt")
        let result = try await LunetteProcess.run(
            ["run", "script.lua", "--group", "@ids.txt", "--endpoint", emulator.endpoint]
                + requireJail,
            folder: folder,
            environment: [
                "HOME": folder, "ALIBABA_CLOUD_ACCESS_KEY_ID": "testid",
                "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "testsecret",
            ])
        #expect(result.output == "hello\t2\ttrue\n", "\(result.errors)")
        #expect(result.exitCode == 0)
        await emulator.stop()
    }

    @Test func `tests are shut in, and reach what lies in their folder`() async throws {
        try write("return args and 'ran'", "script.lua")
        try write(
            """
            return {
              runs = function()
                local world = test.world {}
                test.equal(world:run("script.lua", {}).result, "ran")
              end,
              stays = function()
                local world = test.world {}
                local went, err = pcall(world.run, world, "/etc/shadow", {})
                test.equal(went, false)
                test.equal(tostring(err):match("Permission denied"), "Permission denied")
              end,
            }
            """, "script_test.lua")
        let result = try await LunetteProcess.run(
            ["test", "\(folder)/script_test.lua", "--junit", "\(folder)/report.xml"]
                + requireJail, folder: "/usr")
        #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
        let report = try String(contentsOfFile: "\(folder)/report.xml", encoding: .utf8)
        #expect(report.contains("runs"))
    }

    /// Where this machine can.
    private var requireJail: [String] {
        let kernel = JailKernel.running
        return kernel.landlockVersion > 0 && kernel.filtersSystemCalls ? ["--require-jail"] : []
    }

    @Test func `a profile's program is run for a jailed process`() async throws {
        let emulator = try await Emulator.start(EmulatorConfiguration(world: .standard))
        let keys = #"{"access_key_id":"testid","access_key_secret":"testsecret"}"#
        try write("#!/bin/sh\necho '\(keys)'\n", "keys")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o700], ofItemAtPath: "\(folder)/keys")
        try write(
            """
            {"current":"own","profiles":[{"name":"own","mode":"External",
            "process_command":"'\(folder)/keys' and words"}]}
            """, ".aliyun/config.json")
        let result = try await LunetteProcess.run(
            ["eval", "ecs.describe_regions{}.request_id ~= nil", "--endpoint", emulator.endpoint]
                + requireJail, environment: ["HOME": folder])
        #expect(result.output == "true\n", "\(result.errors)")
        await emulator.stop()
    }

    @Test(arguments: [
        (["landlock"], "its files (Landlock)"), (["seccomp"], "its system calls (seccomp)"),
        (["landlock", "seccomp"], "its files (Landlock)"),
    ])
    func `where the kernel cannot, a run says so once, or is refused`(
        lost: [String], words: String
    ) async throws {
        func run(_ options: [String]) async throws -> LunetteProcess {
            try await LunetteProcess.run(
                ["lose"] + lost + ["--", Checkout.binary, "eval", "1 + 1", "--emulator"] + options,
                binary: Checkout.product("jail-probe"), environment: ["HOME": folder])
        }
        let plain = try await run([])
        #expect(plain.exitCode == 0)
        #expect(plain.output == "2\n")
        #expect(plain.errors.ranges(of: "warning: the run is not shut in").count == 1)
        #expect(plain.errors.contains(words))
        let strict = try await run(["--require-jail"])
        #expect(strict.exitCode == 78)
        #expect(strict.output == "")
        #expect(strict.errors.contains(words))
        let open = try await run(["--no-jail"])
        #expect(open.output == "2\n")
        #expect(open.errors == "")
    }
}
