import LunetteBase
import LunetteClient
import LunetteJournal

/// One thing that an undo would do, or why it does not.
public struct UndoStep: Sendable, Hashable {
    /// What becomes of it.
    public enum Verdict: String, Sendable {
        /// There is something to take back.
        case undo
        /// It is as it was before the run.
        case restored
        /// Others changed it since; theirs is kept.
        case drifted
        /// It does not exist any more.
        case gone
        /// Nothing takes it back.
        case impossible
        /// It cannot be told what is there now.
        case unknown
    }

    /// The id acted on.
    public let target: String
    public var verdict: Verdict
    /// What is done, or why nothing is, in words.
    public var text: String
    /// Something is not as it was, even then; in words.
    public var loss: String?
    /// The calls that do it, one after the other.
    var calls: [ServiceCall] = []

    init(_ target: String, _ verdict: Verdict, _ text: String, calls: [ServiceCall] = []) {
        self.target = target
        self.verdict = verdict
        self.text = text
        self.calls = calls
    }

    /// Something of the run's stays, and somebody should know.
    public var isLeft: Bool { [.impossible, .drifted, .unknown].contains(verdict) }

    /// For reports.
    public var json: JSONValue {
        [
            "target": .string(target), "verdict": .string(verdict.rawValue),
            "text": .string(text), "loss": loss.map(JSONValue.string) ?? .null,
            "operations": .array(calls.map { .string($0.operation) }),
        ]
    }
}

extension NetEffect {
    /// What a look at the thing shows now.
    enum Sight: Sendable, Hashable {
        case found(JSONValue)
        case gone
        case unknown(String)
    }

    /// The id of what it is about, for people.
    var target: String {
        switch subject {
        case .groups(let id), .attributes(let id), .rules(let id), .status(let id),
            .attachment(let id), .existence(let id, _):
            id
        case .tags: (Array(added.values) + removed.values).first?["resource_id"]?.string ?? ""
        }
    }

    /// The instance whose groups it is about; nil for an interface's, and for anything else.
    var instance: String? {
        if case .groups(let id) = subject, id.hasPrefix("i-") { id } else { nil }
    }

    /// The groups that the run took it out of.
    var groupsBefore: [String] {
        if case .groups = subject { Array(removed.keys) } else { [] }
    }

    /// The read that shows it.
    var read: ServiceCall? {
        switch subject {
        case .groups(let id), .attributes(let id): Self.read(id, regionID)
        case .status(let id), .attachment(let id), .existence(let id, _): Self.read(id, regionID)
        case .rules(let id): Self.read(id, regionID)
        case .tags(let type):
            call(
                "ListTagResources",
                [NamedValue("RegionId", regionID), NamedValue("ResourceType", type)]
                    + indexed("ResourceId", taggedResources),
                isReadOnly: true)
        }
    }

    private var taggedResources: [String] {
        Set((Array(added.values) + removed.values).compactMap { $0["resource_id"]?.string })
            .sorted()
    }

    private static func read(_ id: String, _ regionID: String) -> ServiceCall {
        let (operation, name) =
            id.hasPrefix("eni-")
            ? ("DescribeNetworkInterfaceAttribute", "NetworkInterfaceId")
            : id.hasPrefix("sg-")
                ? ("DescribeSecurityGroupAttribute", "SecurityGroupId")
                : ("DescribeInstanceAttribute", "InstanceId")
        var parameters = [NamedValue(name, id)]
        if name != "InstanceId" { parameters.append(NamedValue("RegionId", regionID)) }
        return ServiceCall(
            operation: operation, parameters: parameters, regionID: regionID, isReadOnly: true)
    }

    /// What is to be done, given what is there now. Keeps what others did since.
    func step(_ sight: Sight) -> UndoStep {
        switch sight {
        case .gone:
            if case .existence = subject {
                return UndoStep(target, .restored, "is deleted already")
            }
            return UndoStep(target, .gone, "does not exist any more")
        case .unknown(let reason): return UndoStep(target, .unknown, reason)
        case .found(let answer): return step(answer)
        }
    }

    private func step(_ answer: JSONValue) -> UndoStep {
        switch subject {
        case .groups(let member): groupStep(member, answer)
        case .rules(let group): ruleStep(group, answer)
        case .tags(let type): tagStep(type, answer)
        case .attributes(let resource): attributeStep(resource, answer)
        case .status(let instance): statusStep(instance, answer)
        case .attachment(let interface): attachmentStep(interface, answer)
        case .existence(let resource, let kind): existenceStep(resource, kind)
        }
    }

    // MARK: Groups

    private func groupStep(_ member: String, _ answer: JSONValue) -> UndoStep {
        let list = answer["SecurityGroupIds"]?["SecurityGroupId"]?.array ?? []
        let now = Set(list.compactMap(\.string))
        let leaving = Set(added.keys).intersection(now).sorted()
        let missing = Set(removed.keys).subtracting(now)
        let joining = missing.subtracting(goneGroups).sorted()
        let lost = missing.intersection(goneGroups).sorted().joined(separator: ", ")
        if leaving.isEmpty, joining.isEmpty {
            return lost.isEmpty
                ? UndoStep(member, .restored, "its groups are as they were before the run")
                : UndoStep(member, .impossible, "was in \(lost), which does not exist any more")
        }
        let wanted = now.subtracting(leaving).union(joining)
        guard !wanted.isEmpty else {
            return UndoStep(
                member, .drifted,
                "would be left without a group: what it was in before is gone from it since")
        }
        let text = [
            joining.isEmpty ? nil : "into \(joining.joined(separator: ", "))",
            leaving.isEmpty ? nil : "out of \(leaving.joined(separator: ", "))",
        ].compactMap { $0 }.joined(separator: ", ")
        // One group is named alone, so that nothing that others do meanwhile is lost; of several
        // the whole set is replaced at once, so that it neither passes through no group nor
        // through one too many, and costs one call.
        let single =
            leaving.map { membership("LeaveSecurityGroup", member, $0) }
            + joining.map { membership("JoinSecurityGroup", member, $0) }
        let calls = single.count == 1 ? single : [replacement(member, wanted.sorted())]
        var step = UndoStep(member, .undo, text, calls: calls)
        if !lost.isEmpty { step.loss = "\(lost) does not exist any more" }
        return step
    }

    private func membership(_ operation: String, _ member: String, _ group: String) -> ServiceCall {
        let isInterface = member.hasPrefix("eni-")
        var parameters = [
            NamedValue("SecurityGroupId", group),
            NamedValue(isInterface ? "NetworkInterfaceId" : "InstanceId", member),
        ]
        if isInterface { parameters.append(NamedValue("RegionId", regionID)) }
        return call(operation, parameters)
    }

    private func replacement(_ member: String, _ groups: [String]) -> ServiceCall {
        guard member.hasPrefix("eni-") else {
            return call(
                "ModifyInstanceAttribute",
                [NamedValue("InstanceId", member)] + indexed("SecurityGroupIds", groups))
        }
        return call(
            "ModifyNetworkInterfaceAttribute",
            [NamedValue("NetworkInterfaceId", member), NamedValue("RegionId", regionID)]
                + indexed("SecurityGroupId", groups))
    }

    // MARK: Rules and tags

    private func ruleStep(_ group: String, _ answer: JSONValue) -> UndoStep {
        let now = Set(RuleFacts.all(in: answer).map(\.identityText))
        let revoked = added.filter { now.contains($0.key) }.map { RuleFacts($0.value) }
        let authorized = removed.filter { !now.contains($0.key) }.map { RuleFacts($0.value) }
        if revoked.isEmpty, authorized.isEmpty {
            return UndoStep(group, .restored, "its rules are as they were before the run")
        }
        let calls = [(true, revoked), (false, authorized)].flatMap { isRevoked, rules in
            [false, true].compactMap { isEgress -> ServiceCall? in
                let rules = rules.filter { $0.isEgress == isEgress }
                    .sorted { $0.identityText < $1.identityText }
                guard !rules.isEmpty else { return nil }
                let verb = isRevoked ? "RevokeSecurityGroup" : "AuthorizeSecurityGroup"
                return call(
                    verb + (isEgress ? "Egress" : ""),
                    [NamedValue("SecurityGroupId", group), NamedValue("RegionId", regionID)]
                        + rules.enumerated().flatMap { $1.parameters(number: $0 + 1) })
            }
        }
        let text =
            revoked.map { "without the rule \($0.text)" }.sorted()
            + authorized.map { "with the rule \($0.text) again" }.sorted()
        return UndoStep(group, .undo, text.joined(separator: ", "), calls: calls)
    }

    private func tagStep(_ type: String, _ answer: JSONValue) -> UndoStep {
        let list = answer["TagResources"]?["TagResource"]?.array ?? []
        var now: [String: String] = [:]
        for tag in list {
            let place = "\(tag["ResourceId"]?.string ?? "") \(tag["TagKey"]?.string ?? "")"
            now[place] = tag["TagValue"]?.string ?? ""
        }
        func place(_ tag: ResourceTag) -> String { "\(tag.resourceID) \(tag.key)" }
        let (new, old) = (added.values.map(ResourceTag.init), removed.values.map(ResourceTag.init))
        // A tag that others gave another value since is theirs.
        let gone = new.filter { now[place($0)] == $0.value }
        let oldPlaces = Set(old.map(place))
        let untagged = gone.filter { !oldPlaces.contains(place($0)) }
        let tagged = old.filter { tag in
            guard let value = now[place(tag)] else { return true }
            return gone.contains { place($0) == place(tag) && $0.value == value }
        }
        if untagged.isEmpty, tagged.isEmpty {
            return UndoStep(
                target, .restored, "its tags are as they were, or others set them since")
        }
        let calls =
            untagged.map { tag in
                call(
                    "UntagResources",
                    base(type, tag.resourceID) + [NamedValue("TagKey.1", tag.key)])
            }
            + tagged.map { tag in
                call(
                    "TagResources",
                    base(type, tag.resourceID) + [
                        NamedValue("Tag.1.Key", tag.key), NamedValue("Tag.1.Value", tag.value),
                    ])
            }
        let text =
            untagged.map { "without the tag \($0.key)" } + tagged.map { "\($0.key)=\($0.value)" }
        return UndoStep(target, .undo, text.sorted().joined(separator: ", "), calls: calls)
    }

    private func base(_ type: String, _ resource: String) -> [NamedValue] {
        [
            NamedValue("RegionId", regionID), NamedValue("ResourceType", type),
            NamedValue("ResourceId.1", resource),
        ]
    }

    // MARK: Calls

    func call(_ operation: String, _ parameters: [NamedValue], isReadOnly: Bool = false)
        -> ServiceCall
    {
        ServiceCall(
            operation: operation, parameters: parameters, regionID: regionID,
            isReadOnly: isReadOnly)
    }

    private func indexed(_ name: String, _ values: [String]) -> [NamedValue] {
        values.enumerated().map { NamedValue("\(name).\($0 + 1)", $1) }
    }
}
