/// A named unit of a run's work: a step, an item of a fleet, or the run as a whole. What happens
/// while it is under way belongs to it.
struct WorkUnit: Sendable, Hashable {
    /// From the outside in: `["drain"]`, `["drain", "i-1"]`; empty for the run as a whole.
    let path: [String]
    /// Of the fleets that it works for, from the outside in, the name and then the item's: what
    /// differs in an item's is done beside each other.
    var fleet: [String] = []

    static let wholeRun = WorkUnit(path: [])

    /// The unit that the calling task works on; a task that it starts works on the same.
    @TaskLocal static var current = WorkUnit.wholeRun

    /// A unit inside this one.
    func unit(named name: String) -> WorkUnit {
        WorkUnit(path: path + [name], fleet: fleet)
    }
}
