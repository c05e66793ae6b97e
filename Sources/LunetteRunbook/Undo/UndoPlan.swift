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
        /// The undo was ended before.
        case notBegun = "not_begun"
        /// The undo was ended in its midst.
        case begun
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
    public var isLeft: Bool {
        [.impossible, .drifted, .unknown, .notBegun, .begun].contains(verdict)
    }

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
            .attachment(let id), .existence(let id, _), .tags(let id, _):
            id
        }
    }

    /// The groups that the run took it out of.
    var groupsBefore: [String] {
        if case .groups = subject { Array(removed.keys) } else { [] }
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
        case .tags(let resource, let type): tagStep(resource, type, answer)
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
        let naming = ResourceKind.of(member).naming(member, in: regionID)
        return call(operation, [NamedValue("SecurityGroupId", group)] + naming)
    }

    private func replacement(_ member: String, _ groups: [String]) -> ServiceCall {
        let kind = ResourceKind.of(member)
        let list = kind.fact == .interface ? "SecurityGroupId" : "SecurityGroupIds"
        return call(kind.modify, kind.naming(member, in: regionID) + indexed(list, groups))
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

    private func tagStep(_ resource: String, _ type: String, _ answer: JSONValue) -> UndoStep {
        let list = answer["TagResources"]?["TagResource"]?.array ?? []
        let pairs = list.filter { $0["ResourceId"]?.string == resource }.map {
            ($0["TagKey"]?.string ?? "", $0["TagValue"]?.string ?? "")
        }
        let now = Dictionary(pairs) { $1 }
        let (new, old) = (added.values.map(ResourceTag.init), removed.values.map(ResourceTag.init))
        // A tag that others gave another value since is theirs.
        let gone = new.filter { now[$0.key] == $0.value }
        let oldKeys = Set(old.map(\.key))
        let untagged = gone.map(\.key).filter { !oldKeys.contains($0) }.sorted()
        let tagged = old.filter { tag in
            now[tag.key] == nil || gone.contains { $0.key == tag.key }
        }.sorted { $0.key < $1.key }
        if untagged.isEmpty, tagged.isEmpty {
            return UndoStep(
                resource, .restored, "its tags are as they were, or others set them since")
        }
        let base = [
            NamedValue("RegionId", regionID), NamedValue("ResourceType", type),
            NamedValue("ResourceId.1", resource),
        ]
        var calls: [ServiceCall] = []
        if !untagged.isEmpty {
            calls.append(call("UntagResources", base + indexed("TagKey", untagged)))
        }
        if !tagged.isEmpty {
            let tags = tagged.enumerated().flatMap { index, tag in
                [
                    NamedValue("Tag.\(index + 1).Key", tag.key),
                    NamedValue("Tag.\(index + 1).Value", tag.value),
                ]
            }
            calls.append(call("TagResources", base + tags))
        }
        let text =
            untagged.map { "without the tag \($0)" } + tagged.map { "\($0.key)=\($0.value)" }
        return UndoStep(resource, .undo, text.sorted().joined(separator: ", "), calls: calls)
    }

    // MARK: Calls

    func call(_ operation: String, _ parameters: [NamedValue], isReadOnly: Bool = false)
        -> ServiceCall
    {
        ServiceCall(
            operation: operation, parameters: parameters, regionID: regionID,
            isReadOnly: isReadOnly)
    }

    func indexed(_ name: String, _ values: [String]) -> [NamedValue] {
        values.enumerated().map { NamedValue("\(name).\($0 + 1)", $1) }
    }
}
