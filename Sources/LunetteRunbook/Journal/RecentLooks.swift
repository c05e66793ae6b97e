import LunetteBase
import LunetteClient
import Synchronization

/// What the last reads showed of single instances and interfaces, so that what a script, or an
/// undo, has just looked at is not read once more before it is changed.
///
/// A look serves one change, of the same unit of work, and for a moment only: what others change
/// in between would go on record as this run's doing. What the run itself changes, in whichever
/// unit, was not looked at: neither before that, nor while it was under way.
final class RecentLooks: Sendable {
    private struct Look {
        let unit: WorkUnit
        let regionID: String
        let id: String
        let body: [UInt8]
        let at: Duration

        /// Whether a thing can be seen in it: an instance shows its interfaces, too.
        func shows(_ id: String) -> Bool {
            id == self.id || contains("\"\(id)\"", in: body)
        }
    }

    /// What the run changes: under way, and the last 128 that have ended: a plan or an undo looks
    /// at a hundred things at once, and changes them then.
    private struct Changes {
        var underWay: [String] = []
        private(set) var endedCount = 0
        private var ended: [[String]] = []

        mutating func end(_ ids: [String]) {
            for id in ids {
                if let index = underWay.firstIndex(of: id) { underWay.remove(at: index) }
            }
            endedCount += 1
            ended.append(ids)
            if ended.count > 128 { ended.removeFirst() }
        }

        /// What was under way then or later; nil when that is forgotten.
        func since(_ startCount: Int) -> [String]? {
            let count = endedCount - startCount
            return count > ended.count ? nil : underWay + ended.suffix(count).joined()
        }
    }

    /// When a read began.
    struct Moment {
        let at: Duration
        /// How many of the run's changes had ended.
        let endedCount: Int

        /// Whether a look that began then counts as one of right before.
        func isFresh(at now: Duration) -> Bool { now - at <= RecentLooks.lifetime }
    }

    /// How long a look counts as one of right before.
    static let lifetime = Duration.seconds(2)

    /// The last 64, in a circle: most reads are followed by no change.
    private struct Circle {
        private var looks = [Look?](repeating: nil, count: 64)
        private var next = 0

        mutating func append(_ look: Look) {
            looks[next] = look
            next = (next + 1) % looks.count
        }

        func last(where isMeant: (Look) -> Bool) -> Look? {
            (looks[next...] + looks[..<next]).last { $0.map(isMeant) ?? false } ?? nil
        }

        mutating func removeAll(where isOver: (Look) -> Bool) {
            for index in looks.indices where looks[index].map(isOver) ?? false {
                looks[index] = nil
            }
        }
    }

    private struct State {
        var looks = Circle()
        var changes = Changes()
    }

    private let state = Mutex(State())

    /// The moment of a read that begins now, by the loop's clock.
    func moment(at now: Duration) -> Moment {
        Moment(at: now, endedCount: state.withLock { $0.changes.endedCount })
    }

    /// Keeps the answer of a read that was about one thing, and began at this moment; others are
    /// passed by.
    func note(_ read: ServiceCall, _ body: [UInt8], in unit: WorkUnit, since start: Moment) {
        guard let id = Self.subject(of: read) else { return }
        let look = Look(unit: unit, regionID: read.regionID, id: id, body: body, at: start.at)
        keep(look, since: start)
    }

    /// Keeps what a read that was about many things showed of one of them.
    func note(
        _ shown: JSONValue, of id: String, _ regionID: String, in unit: WorkUnit,
        since start: Moment
    ) {
        let look = Look(unit: unit, regionID: regionID, id: id, body: shown.bytes, at: start.at)
        keep(look, since: start)
    }

    private func keep(_ look: Look, since start: Moment) {
        state.withLock { state in
            let isOver = state.changes.since(start.endedCount)?.contains(where: look.shows) ?? true
            if !isOver { state.looks.append(look) }
        }
    }

    /// Makes a change of instances or interfaces; what was seen of them is over.
    func changing<Answer>(
        _ call: ServiceCall, _ send: () async throws(ErrorObject) -> Answer
    ) async throws(ErrorObject) -> Answer {
        let ids = call.parameters.map(\.value).filter { $0.hasPrefix("i-") || $0.hasPrefix("eni-") }
        guard !ids.isEmpty else { return try await send() }
        state.withLock { state in
            state.changes.underWay += ids
            state.looks.removeAll { ids.contains(where: $0.shows) }
        }
        defer { state.withLock { $0.changes.end(ids) } }
        return try await send()
    }

    /// What the last look at the thing that `read` asks for showed; nil where it must be asked.
    /// A change follows: the unit's looks are over with that, and all looks at the thing.
    func take(_ read: ServiceCall, in unit: WorkUnit, at: Duration) -> JSONValue? {
        let id = Self.subject(of: read)
        let last = state.withLock { state in
            let last = state.looks.last {
                $0.unit == unit && $0.id == id && $0.regionID == read.regionID
                    && at - $0.at <= Self.lifetime
            }
            state.looks.removeAll { $0.unit == unit || $0.id == id }
            return last
        }
        guard let last, let answer = try? JSONValue(parsing: last.body) else { return nil }
        return Self.element(of: answer, id)
    }

    /// The instance or interface that a read is about; nil when it is about more.
    private static func subject(of read: ServiceCall) -> String? {
        let parameters = read.parameters
        switch read.operation {
        case "DescribeInstanceAttribute": return parameters.value(named: "InstanceId")
        case "DescribeNetworkInterfaceAttribute":
            return parameters.value(named: "NetworkInterfaceId")
        case "DescribeInstances":
            let list = parameters.value(named: "InstanceIds").flatMap {
                try? JSONValue(parsing: $0).array
            }
            return list?.count == 1 ? list?.first?.string : nil
        case "DescribeNetworkInterfaces":
            let isOne = parameters.value(named: "NetworkInterfaceId.2") == nil
            return isOne ? parameters.value(named: "NetworkInterfaceId.1") : nil
        default: return nil
        }
    }

    /// The thing itself, of a list too; nil where the list does not have it.
    private static func element(of answer: JSONValue, _ id: String?) -> JSONValue? {
        let list =
            answer["Instances"]?["Instance"]?.array
            ?? answer["NetworkInterfaceSets"]?["NetworkInterfaceSet"]?.array
        guard let list else { return answer }
        return list.first {
            [$0["InstanceId"]?.string, $0["NetworkInterfaceId"]?.string].contains(id)
        }
    }
}
