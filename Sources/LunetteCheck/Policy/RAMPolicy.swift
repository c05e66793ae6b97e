import LunetteBase
import LunetteCatalogue
import LunetteRunbook
import LunetteSyntax
import LunetteWorld

/// The smallest RAM policy that a script needs, as far as its source tells: each operation that it
/// may call, on the resources that its literals name, or else on all of their kind.
public struct RAMPolicy: Sendable {
    /// One permission: these actions on these resources.
    public struct Statement: Sendable, Hashable {
        public var actions: [String]
        public let resources: [String]
    }

    public private(set) var statements: [Statement] = []
    /// Where an operation's name is computed: what is called there is not in the policy.
    public private(set) var computed: [SourcePlace] = []

    /// Throws a syntax error where the source is no Lua.
    public init(for source: [UInt8], sources: ModuleSources = ModuleSources())
        throws(LuaSyntaxError)
    {
        let tree = try LuaParser.chunk(source)
        let checker = Checker(sources: sources)
        var subject = Subject(tree, source: source, isTest: false, checker: checker)
        computed = subject.reading.computedOperations
        var resources: [String: Set<String>] = [:]
        for demand in subject.demands() {
            resources["ecs:\(demand.operation)", default: []].formUnion(demand.resources)
        }
        statements = Self.merged(resources)
    }

    /// The policy document, version 1.
    public var json: JSONValue {
        [
            "Version": "1",
            "Statement": .array(
                statements.map { statement in
                    [
                        "Effect": "Allow",
                        "Action": .array(statement.actions.map(JSONValue.string)),
                        "Resource": .array(statement.resources.map(JSONValue.string)),
                    ]
                }),
        ]
    }

    /// Actions on the same resources share a statement; a resource that another one covers is left
    /// out.
    private static func merged(_ resources: [String: Set<String>]) -> [Statement] {
        var actions: [[String]: [String]] = [:]
        for (action, names) in resources {
            let needed = names.filter { name in
                !names.contains { $0 != name && globMatches($0, name) }
            }
            actions[needed.sorted(), default: []].append(action)
        }
        return actions.map { Statement(actions: $0.value.sorted(), resources: $0.key) }
            .sorted { $0.actions.lexicographicallyPrecedes($1.actions) }
    }
}

/// An operation, and the resources on which a script needs it.
private struct Demand {
    let operation: String
    let resources: [String]
}

extension Subject {
    fileprivate mutating func demands() -> [Demand] {
        var demands: [Demand] = []
        for use in operationUses where !use.isPreview {
            demands.append(
                Demand(
                    operation: use.operation.name,
                    resources: resources(use.operation.name, use.call) { name in
                        Self.field(name, of: use.operation, in: use.call?.given)
                    }))
        }
        for field in reading.fields {
            let call = reading.calls.first { $0.place == field.place && $0.path == field.path }
            for host in operationsOfHost[joined(field.path)] ?? [] {
                demands += demand(host, call)
            }
        }
        // What the manifest does not allow is never sent.
        for use in indirectUses()
        where operationsOfHost[joined(use.field.path)] == nil && isAllowed(use.operation) {
            demands.append(
                Demand(
                    operation: use.operation.name,
                    resources: resources(use.operation.name, nil) { _ in .unknown }))
        }
        return demands
    }

    /// Of the operations that a wait may use, it uses the one whose id it is given.
    private func demand(_ host: HostOperation, _ call: CallSite?) -> [Demand] {
        let given = call?.given
        let isChosen = host.parameters.values.allSatisfy { given?[$0] != nil }
        guard isChosen || given?.isWhole != true else { return [] }
        return [
            Demand(
                operation: host.operation,
                resources: resources(host.operation, call) { name in
                    host.parameters[name].flatMap { given?[$0] }?.literal ?? .unknown
                })
        ]
    }

    private static func field(_ name: String, of operation: Operation, in given: GivenTable?)
        -> Literal
    {
        guard let given else { return .unknown }
        let lua = operation.parameter(named: name)?.luaName ?? snakeCase(name)
        if let field = given[name] ?? given[lua] { return field.literal }
        return given.isWhole ? .value(.null) : .unknown
    }

    // MARK: Resources

    private func resources(
        _ operation: String, _ call: CallSite?, _ value: (String) -> Literal
    ) -> [String] {
        guard let needs = AccessNeed.needs(of: operation) else { return ["*"] }
        var names: [String] = []
        for need in needs {
            switch need {
            case .anything: names.append("*")
            case .every(let kind): names += arns(kind, ["*"], call)
            case .named(let kind, let parameter), .listed(let kind, let parameter):
                names += arns(kind, ids(value(parameter)), call)
            }
        }
        return names
    }

    /// The ids that a value may be; none where it is not given.
    private func ids(_ literal: Literal) -> [String] {
        switch literal {
        case .value(.null): []
        case .value(.string(let text)): [text]
        case .value(.array(let elements)): elements.map { $0.string ?? "*" }
        case .oneOf(let texts): texts
        case .argument(let name), .element(let name): choices(name) ?? ["*"]
        default: ["*"]
        }
    }

    private func choices(_ name: String) -> [String]? {
        guard let parameter = manifest?.parameters.first(where: { $0.name == name }),
            !parameter.choices.isEmpty
        else { return nil }
        return parameter.choices
    }

    private func arns(_ kind: String, _ ids: [String], _ call: CallSite?) -> [String] {
        let bound = call?.region.map { [$0] } ?? manifest?.regions ?? []
        let regions = bound.isEmpty ? ["*"] : bound
        return regions.flatMap { region in
            ids.map { "acs:ecs:\(region):*:\(kind)/\($0)" }
        }
    }
}
