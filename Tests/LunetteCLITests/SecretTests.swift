import Foundation
import LunetteEmulator
import LunetteSystem
import LunetteTesting
import LunetteWorld
import Testing

/// Secrets are planted wherever one can stand; nothing that a run prints, logs or keeps holds one.
@Suite struct SecretTests {
    private static let planted = [
        "key": "planted-key-secret", "token": "planted-security-token",
        "argument": "planted-argument-%+/secret", "file": "planted-file-secret",
        "password": "planted-Passw0rd", "data": "planted-user-data",
    ]

    private static let runbook = """
        runbook {
          name = "secrets", allow = { "ecs:*" },
          parameters = { given = { type = "secret" }, kept = { type = "secret" } },
        }
        print(args.given, tostring(args.kept), string.format("%s", args.given))
        log.error("it is", { secret = args.given, file = args.kept })
        pcall(function() print(args.given .. "x") end)
        local calls = {
          function() ecs.modify_instance_attribute {
            instance_id = "i-stopped1", password = "planted-Passw0rd", user_data = args.kept } end,
          function() ecs.modify_instance_attribute {
            instance_id = "i-none", description = args.given, password = "planted-Passw0rd" } end,
          function() ecs.modify_security_group_attribute {
            security_group_id = "sg-web", description = args.given } end,
          function() ecs.leave_security_group {
            security_group_id = args.given, instance_id = args.kept } end,
          function() ecs.describe_instances { instance_ids = args.given } end,
          function() ecs.run_command { command_content = args.kept, type = args.given } end,
          function() ecs.stop_instance { instance_id = args.given, [tostring(args.kept)] = 1 } end,
        }
        local errors = {}
        for _, call in ipairs(calls) do
          local ok, err = pcall(call)
          print(ok, err, not ok and err.message, not ok and err.target)
          errors[#errors + 1] = err
        end
        if #errors > 99 then return end
        error(errors[#errors])
        """

    private static let ways: [(name: String, words: [String], environment: [String: String])] = [
        ("as it should be", [], [:]),
        ("as JSON", ["--json", "--log-format", "json"], [:]),
        (
            "with a wrong key", [],
            ["ALIBABA_CLOUD_ACCESS_KEY_SECRET": "planted-key-secret"]
        ),
        (
            "with a wrong token", ["--json"],
            [
                "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "planted-key-secret",
                "ALIBABA_CLOUD_SECURITY_TOKEN": "planted-security-token",
            ]
        ),
        ("refused beforehand", ["--max-changes", "0"], [:]),
    ]

    @Test(arguments: ways.indices)
    func `no secret is seen anywhere`(index: Int) async throws {
        let way = Self.ways[index]
        let folder =
            FileManager.default.temporaryDirectory.path() + "/lunette-secrets-"
            + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try Self.runbook.write(toFile: "\(folder)/run.lua", atomically: false, encoding: .utf8)
        try "planted-file-secret\n".write(
            toFile: "\(folder)/kept", atomically: false, encoding: .utf8)
        let emulator = try await Emulator.start(EmulatorConfiguration(world: .standard))
        var environment = [
            "LUNETTE_ENDPOINT": emulator.endpoint, "LUNETTE_HOME": "\(folder)/state",
            "ALIBABA_CLOUD_ACCESS_KEY_ID": "testid",
            "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "testsecret",
            "ALIBABA_CLOUD_ECS_METADATA_DISABLED": "true",
            "GIVEN": Self.planted["argument"] ?? "",
        ]
        environment.merge(way.environment) { $1 }
        let result = try await LunetteProcess.run(
            [
                "run", "run.lua", "--given", "env:GIVEN", "--kept", "file:kept", "--log-level",
                "trace", "--events", "\(folder)/state/events",
            ] + way.words, folder: folder, environment: environment)
        let wasCalled = !emulator.calls().isEmpty
        await emulator.stop()
        try? FileManager.default.removeItem(atPath: "\(folder)/kept")
        try? FileManager.default.removeItem(atPath: "\(folder)/run.lua")
        #expect(result.exitCode != 0 && result.errors.contains("error"), "\(result.errors)")
        #expect(wasCalled || way.words.contains("--max-changes"))
        for (name, secret) in Self.planted {
            for form in [
                secret, secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics),
            ] {
                let form = form ?? secret
                #expect(!result.output.contains(form), "\(way.name): \(name) in \(result.output)")
                #expect(!result.errors.contains(form), "\(way.name): \(name) in \(result.errors)")
                for (file, text) in Self.texts(below: folder) {
                    #expect(!text.contains(form), "\(way.name): \(name) in \(file)")
                }
            }
        }
    }

    /// Every file below a folder, as text.
    private static func texts(below folder: String) -> [String: String] {
        var texts: [String: String] = [:]
        for name in FileManager.default.enumerator(atPath: folder)?.allObjects ?? [] {
            guard let bytes = try? readFile("\(folder)/\(name)") else { continue }
            texts["\(name)"] = String(decoding: bytes, as: UTF8.self)
        }
        return texts
    }
}
