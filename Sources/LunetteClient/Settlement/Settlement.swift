import LunetteBase

/// How a read tells whether a change was made: which read, and what its answer means. The
/// decision is pure. A call that the service knows by its ClientToken needs none.
public struct Settlement: Sendable {
    /// Whether a change was made.
    public enum Verdict: Sendable, Hashable {
        case made
        case notMade
        /// The read cannot tell.
        case unknown
    }

    /// What the read finds of the thing that the change is about.
    public enum Finding: Sendable, Hashable {
        case found(JSONValue)
        /// The service says that it does not exist.
        case gone
    }

    public let subject: Subject
    /// True when what the call asks for is so; nil when the finding does not show it.
    let isMade: @Sendable (ServiceCall, Finding) -> Bool?

    init(_ subject: Subject, _ isMade: @escaping @Sendable (ServiceCall, Finding) -> Bool?) {
        self.subject = subject
        self.isMade = isMade
    }

    /// The settlement for this call, if its outcome can be read.
    public static func of(_ call: ServiceCall) -> Settlement? {
        call.product == .ecs ? table[call.operation] : nil
    }

    /// What the finding says of the call.
    public func verdict(on call: ServiceCall, _ finding: Finding) -> Verdict {
        switch isMade(call, finding) {
        case true?: .made
        case false?: .notMade
        case nil: .unknown
        }
    }

    // MARK: The operations

    private static let table: [String: Settlement] = [
        "LeaveSecurityGroup": Settlement(.member) { call, finding in
            finding.groups.map { !$0.contains(call.parameters.text("SecurityGroupId")) }
        },
        "JoinSecurityGroup": Settlement(.member) { call, finding in
            finding.groups.map { $0.contains(call.parameters.text("SecurityGroupId")) }
        },
        "ModifyInstanceAttribute": Settlement(.instance) { call, finding in
            finding.has(call.attributes(groupsAs: "SecurityGroupIds", beside: ["InstanceId"]))
        },
        "ModifyNetworkInterfaceAttribute": Settlement(.networkInterface) { call, finding in
            finding.has(
                call.attributes(
                    groupsAs: "SecurityGroupId", beside: ["NetworkInterfaceId", "RegionId"]))
        },
        "ModifySecurityGroupAttribute": Settlement(.securityGroup) { call, finding in
            finding.has(call.attributes(groupsAs: "-", beside: ["SecurityGroupId", "RegionId"]))
        },
        "DeleteSecurityGroup": Settlement(.securityGroup) { _, finding in finding == .gone },
        "DeleteNetworkInterface": Settlement(.networkInterface) { _, finding in
            finding == .gone || finding.text("Status") == "Deleting"
        },
        "DeleteInstance": Settlement(.instance) { _, finding in finding == .gone },
        "StartInstance": Settlement(.instance) { _, finding in
            finding.isIn(["Running", "Starting"], not: ["Stopped"])
        },
        "StopInstance": Settlement(.instance) { _, finding in
            finding.isIn(["Stopped", "Stopping"], not: ["Running"])
        },
        "AttachNetworkInterface": Settlement(.networkInterface) { call, finding in
            guard let owner = finding.text("InstanceId") else { return nil }
            if owner == call.parameters.text("InstanceId") {
                return finding.isIn(["InUse", "Attaching"], not: ["Available"])
            }
            return owner.isEmpty ? false : nil
        },
        "DetachNetworkInterface": Settlement(.networkInterface) { call, finding in
            finding.isIn(["Available", "Detaching"], not: ["InUse"])
        },
        "TagResources": Settlement(.tags) { call, finding in
            finding.tags.map { tags in call.taggings.allSatisfy { tags.contains($0) } }
        },
        "UntagResources": Settlement(.tags) { call, finding in
            guard let keys = call.untaggedKeys else { return nil }
            return finding.tags.map { tags in !tags.contains { keys.contains($0.key) } }
        },
    ]
}

extension Settlement.Finding {
    func text(_ name: String) -> String? {
        if case .found(let answer) = self { answer[name]?.string } else { nil }
    }

    /// The groups of an instance or interface.
    var groups: Set<String>? {
        guard case .found(let answer) = self,
            let list = answer["SecurityGroupIds"]?["SecurityGroupId"]?.array
        else { return nil }
        return Set(list.compactMap(\.string))
    }

    func isIn(_ wanted: Set<String>, not unwanted: Set<String>) -> Bool? {
        guard let status = text("Status") else { return nil }
        return wanted.contains(status) ? true : unwanted.contains(status) ? false : nil
    }

    /// Whether it has all of these attributes; nil when one of them cannot be compared.
    func has(_ wanted: SettlingAttributes?) -> Bool? {
        guard let wanted, case .found = self else { return nil }
        if let expected = wanted.groups {
            guard let groups else { return nil }
            if groups != expected { return false }
        }
        return wanted.texts.allSatisfy { text($0.name) == $0.value }
    }

    var tags: Set<ResourceTag>? {
        guard case .found(let answer) = self,
            let list = answer["TagResources"]?["TagResource"]?.array
        else { return nil }
        return Set(
            list.map { tag in
                ResourceTag(
                    resourceID: tag["ResourceId"]?.string ?? "", key: tag["TagKey"]?.string ?? "",
                    value: tag["TagValue"]?.string ?? "")
            })
    }
}
