import LunetteCatalogue
import LunetteSyntax

/// Which operations the functions of modules call, found by reading their sources.
struct ModuleGraph {
    private let sources: ModuleSources
    private var readings: [String: Reading?] = [:]
    private var known: [String: Set<String>] = [:]

    init(_ sources: ModuleSources) {
        self.sources = sources
    }

    /// What a module declares and calls; nil when there is no such module, or it does not parse.
    mutating func reading(of module: String) -> Reading? {
        if let reading = readings[module] { return reading }
        let tree = sources.source(of: module).flatMap { try? LuaParser.chunk($0) }
        let reading = tree.map(Reading.init)
        readings[module] = .some(reading)
        return reading
    }

    /// The names on the wire of the operations that a call of `module.function` may lead to.
    mutating func operations(calledBy path: [String]) -> Set<String> {
        let name = joined(path)
        if let host = operationsOfHost[name] { return Set(host.map(\.operation)) }
        if let found = known[name] { return found }
        known[name] = []
        guard path.count == 2, let reading = reading(of: path[0]) else { return [] }
        let start = reading.ownFunctions.filter { key in
            if case .field(_, let field) = key { field == path[1] } else { false }
        }
        // A function that is made some other way may do whatever its module does.
        let reached = start.isEmpty ? reading.ownFunctions : reading.reached(from: start)
        var found: Set<String> = []
        for call in reading.operationCalls where call.isReached(by: reached) {
            if let operation = call.operation { found.insert(operation) }
        }
        for call in reading.calls where isReached(call.owner, reached) && call.path.count == 2 {
            found.formUnion(operations(calledBy: call.path))
        }
        known[name] = found
        return found
    }

    private func isReached(_ owner: FunctionKey?, _ reached: Set<FunctionKey>) -> Bool {
        owner.map(reached.contains) ?? true
    }
}

/// An operation where a source names it.
struct OperationMention {
    /// The name on the wire; nil when the catalogue lacks it.
    let operation: String?
    let owner: FunctionKey?

    func isReached(by reached: Set<FunctionKey>) -> Bool {
        owner.map(reached.contains) ?? true
    }
}

extension Reading {
    var ownFunctions: Set<FunctionKey> {
        Set(calls.compactMap(\.owner) + fields.compactMap(\.owner) + references.map(\.callee))
    }

    /// What may run once these functions are called.
    func reached(from start: Set<FunctionKey>) -> Set<FunctionKey> {
        var reached = start
        var rest = Array(start)
        while let function = rest.popLast() {
            for reference in references where reference.owner == function {
                if reached.insert(reference.callee).inserted { rest.append(reference.callee) }
            }
        }
        return reached
    }

    var operationCalls: [OperationMention] {
        fields.compactMap { field in
            field.operationName.map {
                OperationMention(
                    operation: Catalogue.operation(named: $0)?.name, owner: field.owner)
            }
        }
    }
}

/// What a host function sends, and which of its options becomes which parameter.
struct HostOperation: Sendable {
    let operation: String
    let parameters: [String: String]
}

/// The functions of the host that call operations by themselves.
let operationsOfHost: [String: [HostOperation]] = [
    "ecs.wait.instance_status": [
        HostOperation(
            operation: "DescribeInstanceAttribute", parameters: ["InstanceId": "instance_id"])
    ],
    "ecs.wait.network_interface_status": [
        HostOperation(
            operation: "DescribeNetworkInterfaceAttribute",
            parameters: ["NetworkInterfaceId": "network_interface_id"])
    ],
    "ecs.wait.membership": [
        HostOperation(
            operation: "DescribeInstanceAttribute", parameters: ["InstanceId": "instance_id"]),
        HostOperation(
            operation: "DescribeNetworkInterfaceAttribute",
            parameters: ["NetworkInterfaceId": "network_interface_id"]),
    ],
]
