import Foundation
import LunetteBase
import LunetteEmulator
import LunetteJournal
import LunetteRunbook
import LunetteTesting
import LunetteWorld
import Testing

/// Twelve production instances in `sg-ssh`, and a runbook of Anna's that takes them out.
struct PlanScene {
    static let instances = (1...12).map { "i-\($0 < 10 ? "0" : "")\($0)" }

    static let script = """
        runbook {
          name = "close-ssh", allow = { "ecs:LeaveSecurityGroup" },
          parameters = { instance = { type = "list", required = true } },
        }
        for _, id in ipairs(args.instance) do
          ecs.leave_security_group { security_group_id = "sg-ssh", instance_id = id }
        end
        """

    /// One approval by somebody else, good for half an hour.
    static let policy = """
        [policy.approval]
        required = 1
        valid_for = "30m"
        """

    let scene: JournalScene

    init(
        script: String = Self.script, policy: String = Self.policy, isRealAccount: Bool = false
    ) async throws {
        scene = try await JournalScene(
            script, world: try Self.world(), isRealAccount: isRealAccount)
        try write(policy, to: "lunette.toml")
    }

    static func world() throws -> World {
        let groups = ["sg-ssh", "sg-web"].map { "{ \"security_group_id\": \"\($0)\" }" }
        let instances = instances.map {
            "{ \"instance_id\": \"\($0)\", \"security_group_ids\": [\"sg-ssh\", \"sg-web\"] }"
        }
        let text = """
            { "security_groups": [\(groups.joined(separator: ","))],
              "instances": [\(instances.joined(separator: ","))] }
            """
        return try World(parsing: Array(text.utf8))
    }

    var emulator: Emulator { scene.emulator }
    var planPath: String { scene.folder.path + "/plan.json" }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(filePath: scene.folder.path + "/" + name))
    }

    /// Runs `lunette` as somebody.
    func run(
        _ arguments: String..., as user: String = "anna", environment: [String: String] = [:],
        signal: Int32? = nil
    ) async throws -> LunetteProcess {
        var environment = environment
        environment["USER"] = user
        return try await scene.run(arguments, environment: environment, signal: signal)
    }

    /// Makes Anna's plan.
    func plan(_ instances: [String] = Self.instances) async throws {
        let flags = instances.flatMap { ["--instance", $0] }
        let made = try await scene.run(
            ["plan", "script.lua", "--out", "plan.json"] + flags, environment: ["USER": "anna"])
        try #require(made.exitCode == 0, "\(made.errors)")
    }

    /// The plan as it would be if it had been made, and approved by Ben, so long ago.
    func age(made: Duration, approved: Duration?) throws {
        let now = SystemClock().now()
        var plan = try PlanFile(reading: Array(Data(contentsOf: URL(filePath: planPath)))).plan
        plan.createdAt = now - made
        var file = PlanFile(plan)
        if let approved {
            file.approve(by: "ben", at: now - approved, user: "ben", host: "desk")
        }
        try Data(file.bytes).write(to: URL(filePath: planPath))
    }

    /// Changes one thing of the world.
    func patch(_ text: String) throws {
        let patch = WorldPatch(patch: try JSONValue(parsing: text))
        emulator.replaceWorld(try patch.applied(to: emulator.world()))
    }

    /// The groups of an instance now.
    func groups(of id: String) -> [String] { emulator.world().groups(ofInstance: id) }

    func stop() async { await emulator.stop() }
}
