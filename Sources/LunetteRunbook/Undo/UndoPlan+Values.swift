import LunetteBase
import LunetteClient

extension NetEffect {
    func attributeStep(_ resource: String, _ answer: JSONValue) -> UndoStep {
        let kind = ResourceKind.of(resource)
        var parameters = kind.naming(resource, in: regionID)
        var (back, kept): ([String], [String]) = ([], [])
        for (name, pair) in values.sorted(by: { $0.key < $1.key }) where pair.before != pair.after {
            guard let wire = kind.wireName(of: name) else { continue }
            let now = answer[wire]?.string ?? ""
            if now == pair.before.string { continue }
            guard now == pair.after.string else {
                kept.append("\(name) is '\(now)' by now")
                continue
            }
            parameters.append(NamedValue(wire, pair.before.string ?? ""))
            back.append("\(name) '\(pair.before.string ?? "")'")
        }
        if !back.isEmpty {
            return UndoStep(
                resource, .undo, (back + kept).joined(separator: ", "),
                calls: [call(kind.modify, parameters)])
        }
        return kept.isEmpty
            ? UndoStep(resource, .restored, "is called as it was before the run")
            : UndoStep(resource, .drifted, kept.joined(separator: ", "))
    }

    func statusStep(_ instance: String, _ answer: JSONValue) -> UndoStep {
        let now = answer["Status"]?.string ?? ""
        guard let pair = values["status"], let before = pair.before.string else {
            return UndoStep(instance, .unknown, "its state before is not on record")
        }
        let isBack = [before, before == "Running" ? "Starting" : "Stopping"].contains(now)
        if isBack { return UndoStep(instance, .restored, "is \(now), as before the run") }
        let operation = ["Running": "StartInstance", "Stopped": "StopInstance"][before]
        guard let operation, now == pair.after.string else {
            return UndoStep(instance, .drifted, "is \(now) by now")
        }
        var step = UndoStep(
            instance, .undo, "\(before) again",
            calls: [call(operation, [NamedValue("InstanceId", instance)])])
        step.loss = "what was in memory is lost, and a public address may be another one"
        return step
    }

    func attachmentStep(_ interface: String, _ answer: JSONValue) -> UndoStep {
        let now = answer["InstanceId"]?.string ?? ""
        let before = values["instance_id"]?.before.string ?? ""
        let after = values["instance_id"]?.after.string ?? ""
        if now == before {
            return UndoStep(interface, .restored, "is attached as before the run")
        }
        guard now == after else {
            return UndoStep(interface, .drifted, "is attached to \(now) by now")
        }
        let isAttached = !before.isEmpty
        let parameters = [
            NamedValue("RegionId", regionID), NamedValue("NetworkInterfaceId", interface),
            NamedValue("InstanceId", isAttached ? before : now),
        ]
        var step = UndoStep(
            interface, .undo, isAttached ? "back on \(before)" : "off \(now)",
            calls: [
                call(isAttached ? "AttachNetworkInterface" : "DetachNetworkInterface", parameters)
            ])
        if isAttached { step.loss = "its sessions, and its place on the instance" }
        return step
    }

    func existenceStep(_ resource: String, _ kind: String) -> UndoStep {
        let isGroup = kind == "CreateSecurityGroup"
        let parameters = [
            NamedValue("RegionId", regionID),
            NamedValue(isGroup ? "SecurityGroupId" : "NetworkInterfaceId", resource),
        ]
        return UndoStep(
            resource, .undo, "deleted",
            calls: [
                call(isGroup ? "DeleteSecurityGroup" : "DeleteNetworkInterface", parameters)
            ])
    }
}
