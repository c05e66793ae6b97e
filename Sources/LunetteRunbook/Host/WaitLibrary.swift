import LunetteBase
import LunetteCatalogue
import LunetteLua

/// The `ecs.wait` module: waits for a state with a bound, and fails at once where it cannot come.
struct WaitLibrary: Sendable {
    let place: CloudPlace

    var library: HostLibrary {
        HostLibrary(
            "ecs.wait",
            functions: [
                HostFunction("ecs.wait.instance_status", waiting: instanceStatus),
                HostFunction("ecs.wait.network_interface_status", waiting: interfaceStatus),
                HostFunction("ecs.wait.membership", waiting: membership),
            ])
    }

    // MARK: Conditions

    /// Which states lead to the wanted one by themselves.
    private static let instanceWays: [String: Set<String>] = [
        "Running": ["Pending", "Starting"], "Stopped": ["Pending", "Stopping"],
        "Starting": ["Pending"], "Stopping": [], "Pending": [],
    ]
    private static let interfaceWays: [String: Set<String>] = [
        "Available": ["Creating", "Detaching"], "InUse": ["Creating", "Attaching"],
        "Attaching": ["Creating"], "Detaching": [], "Creating": [],
    ]

    @Sendable private func instanceStatus(_ arguments: borrowing Arguments) async throws -> Reply {
        let options = try WaitOptions(arguments, allowing: ["instance_id", "status"])
        let id = try options.text("instance_id")
        let wanted = try options.state("status", among: Self.instanceWays.keys.sorted())
        return try await wait(
            options, goal: "\(id) to be \(wanted)", target: id, "DescribeInstanceAttribute",
            ["instance_id": .string(id)]
        ) { answer in
            Self.sighting(answer["Status"]?.string, wanted, Self.instanceWays)
        }
    }

    @Sendable private func interfaceStatus(_ arguments: borrowing Arguments) async throws -> Reply {
        let options = try WaitOptions(arguments, allowing: ["network_interface_id", "status"])
        let id = try options.text("network_interface_id")
        let wanted = try options.state("status", among: Self.interfaceWays.keys.sorted())
        return try await wait(
            options, goal: "\(id) to be \(wanted)", target: id,
            "DescribeNetworkInterfaceAttribute", ["network_interface_id": .string(id)]
        ) { answer in
            Self.sighting(answer["Status"]?.string, wanted, Self.interfaceWays)
        }
    }

    @Sendable private func membership(_ arguments: borrowing Arguments) async throws -> Reply {
        let options = try WaitOptions(
            arguments,
            allowing: ["security_group_id", "instance_id", "network_interface_id", "present"])
        let group = try options.text("security_group_id")
        let isWanted = try options.boolean("present", default: true)
        let byInterface = options.table["network_interface_id"] != nil
        let id = try options.text(byInterface ? "network_interface_id" : "instance_id")
        return try await wait(
            options, goal: "\(id) to be \(isWanted ? "in" : "out of") \(group)", target: id,
            byInterface ? "DescribeNetworkInterfaceAttribute" : "DescribeInstanceAttribute",
            [byInterface ? "network_interface_id" : "instance_id": .string(id)]
        ) { answer in
            let groups = answer["SecurityGroupIds"]?["SecurityGroupId"]?.array ?? []
            let isIn = groups.contains(.string(group))
            let state = isIn ? "in" : "out"
            return isIn == isWanted ? .reached(state: state) : .underWay(state: state)
        }
    }

    private static func sighting(
        _ state: String?, _ wanted: String, _ ways: [String: Set<String>]
    ) -> Sighting {
        let state = state ?? "unknown"
        if state == wanted { return .reached(state: state) }
        let leads = ways[wanted]?.contains(state) ?? false
        return leads ? .underWay(state: state) : .impossible(state: state)
    }

    // MARK: Looking

    private func wait(
        _ options: WaitOptions, goal: String, target: String, _ operationName: String,
        _ arguments: JSONObject, _ judge: @Sendable (JSONValue) -> Sighting
    ) async throws -> Reply {
        guard let operation = Catalogue.operation(named: operationName) else {
            preconditionFailure("the catalogue lacks \(operationName)")
        }
        let (session, regionID) = (place.session, place.regionID)
        let waiting = Waiting(
            loop: session.loop, goal: goal, target: target, operation: operationName,
            timeout: options.timeout)
        let state = try await waiting.run {
            let response = try await session.call(operation, arguments, region: regionID)
            return judge(try JSONValue(parsing: response.body))
        }
        return .value(.string(state))
    }
}

/// The table that an `ecs.wait` function takes.
struct WaitOptions {
    let table: LuaTable
    let timeout: Duration
    private let function: String

    init(_ arguments: borrowing Arguments, allowing names: [String]) throws {
        table = try arguments.table(1, "options")
        function = arguments.function
        for field in table.fields ?? [] where !(names + ["timeout"]).contains(field.name) {
            let close = suggestion(for: field.name, among: names + ["timeout"])
            let hint = close.map { "; did you mean '\($0)'?" } ?? ""
            throw arguments.misfit(1, "options", "there is no option '\(field.name)'\(hint)")
        }
        guard let value = table["timeout"] else {
            timeout = .seconds(300)
            return
        }
        guard let duration = Duration(value) else {
            throw arguments.misfit(1, "options", "timeout must be a duration such as \"5m\"")
        }
        timeout = duration
    }

    func text(_ name: String) throws -> String {
        guard let text = table[name]?.string?.text, !text.isEmpty else {
            throw misfit("\(name) must be a string")
        }
        return text
    }

    func state(_ name: String, among states: [String]) throws -> String {
        let text = try text(name)
        guard states.contains(text) else {
            throw misfit("\(name) must be one of \(states.joined(separator: ", "))")
        }
        return text
    }

    func boolean(_ name: String, default value: Bool) throws -> Bool {
        guard let given = table[name] else { return value }
        guard let boolean = given.boolean else { throw misfit("\(name) must be true or false") }
        return boolean
    }

    private func misfit(_ problem: String) -> LuaMessage {
        LuaMessage("bad argument #1 to '\(function)' (options: \(problem))")
    }
}
