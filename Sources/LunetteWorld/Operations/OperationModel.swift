import LunetteBase
import LunetteCatalogue

/// One operation of the service, as far as the world plays it.
struct OperationModel: Sendable {
    enum Kind: Sendable {
        /// Lists resources; without permission the list is empty.
        case list
        /// Shows one thing.
        case read
        case change
    }

    let name: String
    let product: String
    let kind: Kind
    /// What RAM is asked about.
    let resources: [ResourceReference]
    /// Required parameters that the operation's own rules check, under codes of their own.
    let ownRequired: Set<String>
    let run: @Sendable (inout World, Call) throws(Refusal) -> Reply

    init(
        _ name: String, product: String = "Ecs", _ kind: Kind, on resources: [ResourceReference],
        ownRequired: Set<String> = [],
        run: @escaping @Sendable (inout World, Call) throws(Refusal) -> Reply
    ) {
        self.name = name
        self.product = product
        self.kind = kind
        self.resources = resources
        self.ownRequired = ownRequired
        self.run = run
    }
}

/// What an operation that succeeded answers.
struct Reply {
    /// The rule that let it succeed without a change, where one did.
    var ruleID: String?
    var isChange = false
    /// Writes the fields after `RequestId`.
    var write: (World, inout AnswerWriter) -> Void = { _, _ in }

    /// A change that has nothing to tell.
    static var changed: Reply { Reply(isChange: true) }
}

extension OperationModel {
    /// Required parameters that the general rule P1 checks, by operation.
    static let required: [String: [String]] = {
        var required: [String: [String]] = [:]
        for (name, model) in byName where model.product == "Ecs" {
            let parameters = Catalogue.operation(named: name)?.parameters ?? []
            required[name] = parameters.filter {
                $0.isRequired && !model.ownRequired.contains($0.name)
            }.map(\.firstWireName)
        }
        return required
    }()

    static let byName: [String: OperationModel] = {
        var models: [String: OperationModel] = [:]
        for model in all { models[model.name] = model }
        return models
    }()
}

extension Parameter {
    /// The name on the wire that shows whether the parameter is there at all.
    fileprivate var firstWireName: String {
        guard isList else { return name }
        return fields.isEmpty ? "\(name).1" : "\(name).1.\(fields[0].name)"
    }
}
