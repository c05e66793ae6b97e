/// What is wrong with a chain of entries, and where.
public enum ChainDamage: Error, Sendable, Hashable {
    /// The entry's hash is not that of what it says.
    case edited(position: Int64, runID: String)
    /// Entries are not there that once were.
    case missing(from: Int64, through: Int64)
    /// The head file knows entries that the journal does not have.
    case cutTail(head: Int64, tip: Int64)
    /// The head file's hash is not that of the entry it names.
    case otherHead(position: Int64)
    /// The head file itself is not there.
    case noHead

    /// What is wrong, in one line.
    public var text: String {
        switch self {
        case .edited(let position, let runID):
            let run = runID.isEmpty ? "" : " (of run \(runID))"
            return "entry \(position)\(run) was edited: its hash is not that of its content"
        case .missing(let first, let last) where first == last: return "entry \(first) is missing"
        case .missing(let first, let last): return "entries \(first) to \(last) are missing"
        case .cutTail(let head, let tip):
            return "the tail is cut: the head file knows entry \(head), and the last one here is "
                + "entry \(tip)"
        case .otherHead(let position):
            return "entry \(position) is not the one that the head file knows"
        case .noHead: return "the head file beside the journal is missing"
        }
    }
}
