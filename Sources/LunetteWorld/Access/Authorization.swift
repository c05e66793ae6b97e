import LunetteBase

/// Which resources RAM is asked about, in terms of a request's parameters.
enum ResourceReference: Sendable {
    /// The one that a parameter names; nothing when the parameter is missing.
    case named(ResourceKind, String)
    /// Those that `Name.1`, `Name.2`, … name.
    case listed(ResourceKind, String)
    /// All of a kind, whichever the request asks for.
    case every(ResourceKind)
    /// The RAM role whose ARN a parameter gives.
    case role(String)
    /// Something that has no resource of its own.
    case anything
}

extension World {
    /// Why RAM refuses the call; nil when it may go on.
    func denial(of model: OperationModel, _ call: Call) -> Refusal? {
        let identity = call.request.caller
        guard identity.principal != .root else { return nil }
        let action = "\(model.product.lowercased()):\(model.name)"
        for resource in model.resources.flatMap({ names(of: $0, call) }) {
            let verdict = verdict(for: identity, action: action, resource: resource)
            if verdict == .allowed { continue }
            var refusal = Rule.named(ruleID(of: model)).refusal(action)
            refusal.denial = AccessDenial(
                action: action, identity: identity, isExplicit: verdict == .denied)
            return refusal
        }
        return nil
    }

    private func ruleID(of model: OperationModel) -> String {
        model.product == "Sts" ? "S1" : "G3"
    }

    /// What an identity's policies say; for a session, those of its role within its own policy.
    func verdict(for identity: Identity, action: String, resource: String) -> Policy.Verdict {
        let account = account(identity.accountID)
        switch identity.principal {
        case .root: return .allowed
        case .user(let name):
            let user = account?.users.first { $0.name == name }
            return Policy.evaluate(user?.policies ?? [], action: action, resource: resource)
        case .roleSession(let name, _, let accessKeyID):
            let role = account?.roles.first { $0.name == name }
            let verdict = Policy.evaluate(role?.policies ?? [], action: action, resource: resource)
            let session = account?.sessions.first { $0.accessKeyID == accessKeyID }
            guard verdict == .allowed, let narrowing = session?.policy else { return verdict }
            return Policy.evaluate([narrowing], action: action, resource: resource)
        }
    }

    private func names(of reference: ResourceReference, _ call: Call) -> [String] {
        switch reference {
        case .anything: ["*"]
        case .role(let parameter): call[parameter].map { [$0] } ?? []
        case .every(let kind): [resourceName(kind, "*", call)]
        case .named(let kind, let parameter):
            call[parameter].map { [resourceName(kind, $0, call)] } ?? []
        case .listed(let kind, let parameter):
            call.list(parameter).map { resourceName(kind, $0, call) }
        }
    }

    /// `acs:ecs:cn-hangzhou:1234567890123456:instance/i-1`. Without a region in the request it is
    /// the resource's own.
    private func resourceName(_ kind: ResourceKind, _ id: String, _ call: Call) -> String {
        let region = call.regionID ?? regionID(of: kind, id) ?? "*"
        return "acs:ecs:\(region):\(call.accountID):\(kind.rawValue)/\(id)"
    }

    /// Where a resource is; nil when there is none.
    func regionID(of kind: ResourceKind, _ id: String) -> String? {
        switch kind {
        case .instance: instance(id)?.regionID
        case .securityGroup: group(id)?.regionID
        case .networkInterface: interface(id)?.regionID
        }
    }
}
