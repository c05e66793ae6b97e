import LunetteBase
import LunetteLua
import LunetteRunbook
import LunetteWorld

/// What `stdlib/test.lua` asks of the host.
struct TestLibrary: Sendable {
    let folder: String
    let worlds: WorldList
    let record: OutputRecord
    let exitCode: @Sendable (ExitReason) -> Int32

    var library: HostLibrary {
        HostLibrary("test_host", functions: [start])
    }

    /// `test_host.start(world_json, { contract = …, clock = …, now = … })`: a world of its own.
    private var start: HostFunction {
        HostFunction(
            "test_host.start",
            waiting: { arguments in
                let text = try arguments.text(1, "world")
                let options = try arguments.table(2, "options")
                let world: World
                do {
                    world = text.isEmpty ? .standard : try World(parsing: Array(text.utf8))
                } catch let error as WorldFileError {
                    throw LuaMessage("test.world: \(error.path): \(error.message)")
                }
                let settings = try WorldSettings(options, arguments)
                let made = try await TestWorld.start(
                    world, settings, folder: folder, record: record, exitCode: exitCode)
                worlds.add(made)
                return .value(.object(made))
            })
    }
}

/// How a test wants its world.
struct WorldSettings: Sendable {
    var contract = ContractProfile.current
    var regionID = "cn-hangzhou"
    var clock: any RunClock

    init(_ options: LuaTable, _ arguments: borrowing Arguments) throws {
        if let name = options["contract"]?.string?.text {
            guard let contract = ContractProfile(rawValue: name) else {
                throw LuaMessage("test.world: there is no contract '\(name)'")
            }
            self.contract = contract
        }
        if let region = options["region"]?.string?.text { regionID = region }
        let now = options["now"]?.string?.text ?? "2026-01-01T00:00:00Z"
        guard let start = Timestamp(text: now) else {
            throw LuaMessage("test.world: now must be a time such as \"2026-01-01T00:00:00Z\"")
        }
        switch options["clock"]?.string?.text ?? "virtual" {
        case "virtual": clock = VirtualClock(start: start)
        case "real": clock = SystemClock()
        case let name: throw LuaMessage("test.world: clock is virtual or real, not '\(name)'")
        }
    }
}
