import LunetteBase

extension World {
    /// Lets time pass up to `now`: what is due happens, in the order of its due times, each at its
    /// own time. Time never goes back: an earlier `now` changes nothing.
    public mutating func advance(to now: Timestamp) {
        if self.now == nil { shiftDues(by: now - Timestamp(nanosecondsSinceEpoch: 0)) }
        while let (due, event) = agenda.next(at: now) { happen(event, at: due) }
        self.now = max(self.now ?? now, now)
    }

    /// When something happens next by itself; nil when nothing will.
    public var nextDue: Timestamp? { agenda.nextDue }

    private mutating func happen(_ event: Agenda.Event, at due: Timestamp) {
        // An event may have been overtaken by a later change: then the record's own due differs.
        switch event {
        case .instance(let id):
            if instances[id]?.due == due { finish(instance: id, now: due) }
        case .interface(let id):
            if interfaces[id]?.due == due { finish(interface: id, now: due) }
        case .propagation(let id):
            guard interfaces[id]?.propagationDue == due else { return }
            propagating.remove(id)
            interfaces.update(id) { interface in
                interface.staleGroupIDs = nil
                interface.propagationDue = nil
            }
        }
    }

    /// Moves everything that is due by `offset`: a world file says how long things still take, so
    /// its dues count from zero until the world learns the time.
    mutating func shiftDues(by offset: Duration) {
        agenda.removeAll()
        for id in instances.ids(where: { $0.due != nil }) {
            instances.update(id) { $0.due = $0.due.map { $0 + offset } }
            if let due = instances[id]?.due { agenda.add(.instance(id), at: due) }
        }
        for id in interfaces.ids(where: \.isWaiting) {
            interfaces.update(id) { interface in
                interface.due = interface.due.map { $0 + offset }
                interface.propagationDue = interface.propagationDue.map { $0 + offset }
                interface.changeDue = interface.changeDue.map { $0 + offset }
            }
            if let due = interfaces[id]?.due { agenda.add(.interface(id), at: due) }
            if let due = interfaces[id]?.propagationDue { agenda.add(.propagation(id), at: due) }
        }
    }
}

extension NetworkInterface {
    fileprivate var isWaiting: Bool {
        due != nil || propagationDue != nil || changeDue != nil
    }
}
