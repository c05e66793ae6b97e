import LunetteBase
import LunetteClient
import Synchronization

/// What the last reads showed of single instances and interfaces, so that what a script, or an
/// undo, has just looked at is not read once more before it is changed.
///
/// A look serves one change, of the same unit of work, and for a moment only: what others change
/// in between would go on record as this run's doing.
final class RecentLooks: Sendable {
    private struct Look {
        let unit: WorkUnit
        let regionID: String
        let id: String
        let body: [UInt8]
        let at: Duration
    }

    private static let lifetime = Duration.seconds(2)

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

    private let looks = Mutex(Circle())

    /// Keeps the answer of a read that was about one thing; others are passed by.
    func note(_ read: ServiceCall, _ body: [UInt8], in unit: WorkUnit, at: Duration) {
        guard let id = Self.subject(of: read) else { return }
        let look = Look(unit: unit, regionID: read.regionID, id: id, body: body, at: at)
        looks.withLock { $0.append(look) }
    }

    /// What the last look at the thing that `read` asks for showed; nil where it must be asked.
    /// A change follows: the unit's looks are over with that, and all looks at the thing.
    func take(_ read: ServiceCall, in unit: WorkUnit, at: Duration) -> JSONValue? {
        let id = Self.subject(of: read)
        let last = looks.withLock { looks in
            let last = looks.last {
                $0.unit == unit && $0.id == id && $0.regionID == read.regionID
                    && at - $0.at <= Self.lifetime
            }
            looks.removeAll { $0.unit == unit || $0.id == id }
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
