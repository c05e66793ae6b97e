import LunetteBase

/// A rule of a security group for people: `ingress accept TCP 22 from 10.0.0.0/8, priority 1`.
/// Reads the names of the wire, and those of a world file, which leaves out what is usual.
public struct RuleText {
    private let fields: [String: String]

    /// Nil when the object is no rule.
    public init?(_ object: JSONObject) {
        let fields = Dictionary(
            object.members.compactMap { member -> (String, String)? in
                let text = member.value.string ?? member.value.integer.map(String.init) ?? ""
                return text.isEmpty ? nil : (Self.plain(member.name), text)
            }
        ) { first, _ in first }
        let marks = ["securitygroupruleid", "ipprotocol", "portrange"]
        guard marks.contains(where: { fields[$0] != nil }) else { return nil }
        self.fields = fields
    }

    init(fields: [String: String]) {
        self.fields = Dictionary(fields.map { (Self.plain($0.key), $0.value) }) { first, _ in first
        }
    }

    /// `SourceCidrIp` and `source_cidr_ip` are one name.
    private static func plain(_ name: String) -> String {
        name.replacing("_", with: "").lowercased()
    }

    public var text: String {
        if fields.count == 1, let id = fields["securitygroupruleid"] { return id }
        let head = [
            fields["direction"] ?? "ingress", (fields["policy"] ?? "accept").lowercased(), service,
            source, destination,
        ]
        let tail = [
            "priority \(fields["priority"] ?? "1")", fields["description"].map { "\"\($0)\"" },
        ]
        return ([head.filter { !$0.isEmpty }.joined(separator: " ")] + tail.compactMap { $0 })
            .joined(separator: ", ")
    }

    /// `TCP 22`, `UDP 8000-9000`, `TCP, all ports`, `ICMP`, `all protocols`.
    private var service: String {
        let name = (fields["ipprotocol"] ?? "TCP").uppercased()
        if name == "ALL" { return "all protocols" }
        guard ["TCP", "UDP"].contains(name) else { return name }
        return "\(name) \(Self.ports(fields["portrange"] ?? "-1/-1") ?? "on all ports")"
    }

    /// Nil for all of them.
    private static func ports(_ range: String) -> String? {
        let ends = range.split(separator: "/")
        guard ends.count == 2, range != "-1/-1", range != "1/65535" else { return nil }
        return ends[0] == ends[1] ? String(ends[0]) : "\(ends[0])-\(ends[1])"
    }

    private var source: String {
        let place = peers("source")
        let ports = fields["sourceportrange"].flatMap(Self.ports).map { " port \($0)" } ?? ""
        return place.isEmpty && ports.isEmpty
            ? "" : "from \(place.isEmpty ? "anywhere" : place)\(ports)"
    }

    private var destination: String {
        let place = peers("dest")
        return place.isEmpty ? "" : "to \(place)"
    }

    private func peers(_ side: String) -> String {
        let group = fields["\(side)groupid"].map { id in
            let owner = fields["\(side)groupowneraccount"] ?? fields["\(side)groupownerid"]
            return id + (owner.map { " of account \($0)" } ?? "")
        }
        let names = ["\(side)cidrip", "ipv6\(side)cidrip", "\(side)prefixlistid"]
        return (names.map { fields[$0] } + [group]).compactMap { $0 }.joined(separator: " and ")
    }
}
