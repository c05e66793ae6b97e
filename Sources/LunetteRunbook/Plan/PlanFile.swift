import LunetteBase
import LunetteJournal

/// A plan as it is saved: its hash, and the approvals that are bound to it.
///
/// There is one way to write a plan down: what is read must be, byte for byte, what would be
/// written, so that no edit goes unseen.
public struct PlanFile: Sendable, Hashable {
    public let plan: Plan
    /// SHA-256 of the plan's compact JSON, in lower-case hex.
    public let hash: String
    public private(set) var approvals: [PlanApproval]

    /// What is wrong with a file that should hold a plan, in words.
    public struct Damage: Error, Sendable, Hashable {
        public let reason: String
    }

    private static let version: Int64 = 1

    /// Nobody has approved it yet.
    public init(_ plan: Plan) {
        self.plan = plan
        hash = fingerprint(of: JSONValue.object(plan.json).bytes)
        approvals = []
    }

    /// Enough of the hash to tell plans apart, for people.
    public var shortHash: String { String(hash.prefix(12)) }

    /// Adds an approval, bound to what is there.
    public mutating func approve(by name: String, at time: Timestamp, user: String, host: String) {
        approvals.append(
            PlanApproval(by: name, at: time, user: user, host: host, after: lastHash))
    }

    private var lastHash: String { approvals.last?.hash ?? hash }

    /// What is saved.
    public var bytes: [UInt8] {
        let json: JSONValue = [
            "lunette_plan": .integer(Self.version), "plan": .object(plan.json),
            "sha256": .string(hash), "approvals": .array(approvals.map(\.json)),
        ]
        return Array((json.prettyText + "\n").utf8)
    }

    /// Reads what was saved; throws when a byte of it is another.
    public init(reading bytes: [UInt8]) throws(Damage) {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: bytes)
        } catch {
            throw Damage(reason: "it is no JSON: \(error)")
        }
        guard let version = json["lunette_plan"]?.integer else {
            throw Damage(reason: "it does not say that it is a plan")
        }
        guard version <= Self.version else {
            throw Damage(reason: "a later lunette made it, with format \(version)")
        }
        guard let plan = json["plan"]?.object.flatMap(Plan.init) else {
            throw Damage(reason: "it holds no whole plan")
        }
        self.init(plan)
        guard json["sha256"]?.string == hash else {
            throw Damage(reason: "its content does not have the hash that it names")
        }
        for element in json["approvals"]?.array ?? [] {
            guard let approval = PlanApproval(element, after: lastHash) else {
                throw Damage(reason: "approval \(approvals.count + 1) in it is none")
            }
            approvals.append(approval)
            guard element == approval.json else {
                throw Damage(reason: "the approval of \(approval.by) is not as it was given")
            }
        }
        guard self.bytes == bytes else {
            throw Damage(reason: "it is not written as plans are")
        }
    }
}
