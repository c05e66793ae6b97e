import LunetteBase
import LunetteClient
import LunetteEmulator
import LunetteLoop
import LunetteSigning
import LunetteWorld

@testable import LunetteRunbook

/// A script's run on an emulator of its own, in this process and on a clock that they share, and
/// what came of it.
struct ScriptOnEmulator: Sendable {
    let report: RunReport
    let emulator: Emulator

    /// Runs it with every operation granted, unless the settings grant some. `onChange` is called
    /// with the emulator at each change, on the loop.
    static func run(
        _ source: String, arguments: [String: ArgumentValue] = [:], world: World = .standard,
        settings: RunSettings = RunSettings(),
        onChange: @escaping @Sendable (Emulator, ChangeRecord) -> Void = { _, _ in }
    ) async throws -> ScriptOnEmulator {
        let clock = VirtualClock(start: SystemClock().now())
        let emulator = try await Emulator.start(EmulatorConfiguration(world: world, clock: clock))
        let loop = ScriptLoop(clock: clock)
        var settings = settings
        if settings.allow.isEmpty { settings.allow = ["ecs:*"] }
        let runner = Runner(
            loop: loop, script: try Script(file: "script.lua", source: Array(source.utf8)),
            arguments: arguments,
            target: target(emulator, world: world),
            settings: settings, transport: CurlTransport(loop: loop),
            observer: { event in
                if case .changed(let change) = event { onChange(emulator, change) }
            })
        let report = await runner.run()
        loop.stop()
        await emulator.stop()
        return ScriptOnEmulator(report: report, emulator: emulator)
    }

    /// An emulator with this world, as calls see it.
    static func target(_ emulator: Emulator, world: World) -> CloudTarget {
        CloudTarget(
            name: "emulator", endpoint: Endpoint(emulator.endpoint), regionID: "cn-hangzhou",
            credentials: StaticCredentials(
                Credentials(accessKeyID: "testid", accessKeySecret: "testsecret")),
            isRealAccount: false,
            otherCredentials: { profile, _ in
                // A profile is named like its key.
                let id = profile ?? "testid"
                return StaticCredentials(
                    Credentials(accessKeyID: id, accessKeySecret: "testsecret"))
            },
            assumptions: { Assumptions(of: world) })
    }

    /// The operations that were called and are no reads, in order, with the code of a refusal.
    var changingCalls: [String] {
        emulator.calls().filter { !$0.operation.hasPrefix("Describe") }.map { call in
            [call.operation, call.code].compactMap { $0 }.joined(separator: " ")
        }
    }

    /// The groups of an instance or interface, now.
    func groups(of id: String) -> [String] {
        let world = emulator.world()
        return id.hasPrefix("eni-")
            ? world.interface(id)?.securityGroupIDs ?? [] : world.groups(ofInstance: id)
    }
}
