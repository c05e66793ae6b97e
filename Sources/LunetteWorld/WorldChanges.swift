import LunetteBase

// The few ways in which a world changes. Operations check first and then call these; each keeps all
// indices in step, so that no sequence of calls can break an invariant.

extension World {
    /// Replaces an interface's groups. Reads show the old ones until the propagation delay is over.
    mutating func setGroups(_ groupIDs: [String], of interfaceID: String, now: Timestamp) {
        guard let interface = interfaces[interfaceID] else { return }
        let former = interface.securityGroupIDs
        for id in former where !groupIDs.contains(id) { memberships.remove(interface, from: id) }
        for id in groupIDs where !former.contains(id) { memberships.add(interface, to: id) }
        let propagation = delays.propagation
        let conflict = delays.conflict
        interfaces.update(interfaceID) { interface in
            if propagation > 0 {
                interface.staleGroupIDs = interface.visibleGroupIDs
                interface.propagationDue = now + .milliseconds(propagation)
            }
            interface.changeDue = conflict > 0 ? now + .milliseconds(conflict) : nil
            interface.securityGroupIDs = groupIDs
        }
        if propagation > 0 {
            propagating.insert(interfaceID)
            agenda.add(.propagation(interfaceID), at: now + .milliseconds(propagation))
        }
    }

    /// Attaches an interface; with a state that lasts, `due` says until when.
    mutating func attach(_ interfaceID: String, to instanceID: String, now: Timestamp) {
        interfaces.update(interfaceID) { $0.instanceID = instanceID }
        attachments[instanceID, default: []].append(interfaceID)
        setStatus(.attaching, ofInterface: interfaceID, now: now)
    }

    /// Puts an interface into a state and, at once or in time, through those that follow.
    mutating func setStatus(
        _ status: NetworkInterface.Status, ofInterface id: String, now: Timestamp
    ) {
        let wait = delays.duration(of: status)
        interfaces.update(id) { interface in
            interface.status = status
            interface.due = wait.map { now + $0 }
        }
        guard let wait else { return }
        if wait == .zero {
            finish(interface: id, now: now)
        } else {
            agenda.add(.interface(id), at: now + wait)
        }
    }

    /// Ends an interface's passing state.
    mutating func finish(interface id: String, now: Timestamp) {
        guard let interface = interfaces[id] else { return }
        if interface.status == .deleting { return removeInterface(id) }
        guard let next = interface.status.successor else { return }
        if interface.status == .detaching { detach(id) }
        setStatus(next, ofInterface: id, now: now)
    }

    private mutating func detach(_ id: String) {
        guard let instanceID = interfaces[id]?.instanceID else { return }
        attachments[instanceID]?.removeAll { $0 == id }
        interfaces.update(id) { $0.instanceID = nil }
    }

    mutating func removeInterface(_ id: String) {
        detach(id)
        guard let interface = interfaces.remove(id) else { return }
        for group in interface.securityGroupIDs { memberships.remove(interface, from: group) }
        propagating.remove(id)
    }

    /// Puts an instance into a state and, at once or in time, on to `next` and what follows it.
    mutating func setStatus(
        _ status: Instance.Status, next: Instance.Status?, ofInstance id: String, now: Timestamp
    ) {
        let wait = delays.duration(of: status)
        instances.update(id) { instance in
            instance.status = status
            instance.nextStatus = next
            instance.due = next == nil ? nil : now + wait
        }
        guard next != nil else { return }
        if wait == .zero {
            finish(instance: id, now: now)
        } else {
            agenda.add(.instance(id), at: now + wait)
        }
    }

    /// Ends an instance's passing state.
    mutating func finish(instance id: String, now: Timestamp) {
        guard let next = instances[id]?.nextStatus else { return }
        setStatus(next, next: next == .starting ? .running : nil, ofInstance: id, now: now)
    }

    /// Releases an instance: its primary interface and those deleted on release go with it, the
    /// others become available.
    mutating func removeInstance(_ id: String) {
        for interfaceID in attachments[id] ?? [] {
            guard let interface = interfaces[interfaceID] else { continue }
            if interface.kind == .primary || interface.isDeletedOnRelease {
                removeInterface(interfaceID)
            } else {
                detach(interfaceID)
                interfaces.update(interfaceID) { interface in
                    interface.status = .available
                    interface.due = nil
                }
            }
        }
        attachments[id] = nil
        instances.remove(id)
    }

    mutating func setPermissions(_ permissions: [Permission], of groupID: String) {
        guard let group = groups[groupID] else { return }
        for peer in group.permissions.map(\.peerGroupID) where !peer.isEmpty {
            references[peer]?.remove(groupID)
            if references[peer]?.isEmpty ?? false { references[peer] = nil }
        }
        groups.update(groupID) { $0.permissions = permissions }
        for permission in permissions { addReference(from: groupID, permission) }
    }

    /// Removes a group that nothing is in and nothing but itself refers to.
    mutating func removeGroup(_ id: String) {
        setPermissions([], of: id)
        groups.remove(id)
    }
}

extension Delays {
    /// How long a state lasts; nil for one that stays.
    func duration(of status: NetworkInterface.Status) -> Duration? {
        switch status {
        case .creating: .milliseconds(creating)
        case .attaching: .milliseconds(attaching)
        case .detaching: .milliseconds(detaching)
        case .deleting: .milliseconds(deleting)
        case .createFailed, .available, .inUse: nil
        }
    }

    func duration(of status: Instance.Status) -> Duration {
        switch status {
        case .pending: .milliseconds(pending)
        case .starting: .milliseconds(starting)
        case .stopping: .milliseconds(stopping)
        case .running, .stopped: .zero
        }
    }
}
