import LunetteBase
import LunetteJournal

/// The groups and members that a run touched, as a picture: groups on the left, members on the
/// right, and between them what was left, joined and kept. Members that fared alike share a box.
struct MembershipDrawing {
    private struct Fate: Hashable {
        let before: Set<String>
        let after: Set<String>
    }

    private struct Bundle {
        let fate: Fate
        var members: [String]
    }

    private let bundles: [Bundle]
    private let groups: [String]
    private let hiddenMembers: Int

    private static let mostBundles = 24
    private static let rowHeight = 40
    private static let boxHeight = 28
    private static let groupWidth = 250
    private static let memberX = 520
    private static let memberWidth = 330

    init(history: RunHistory) {
        var first: [String: Set<String>] = [:]
        var last: [String: Set<String>] = [:]
        var order: [String] = []
        for change in history.madeChanges {
            guard let member = change.intent.target,
                let before = change.before?["groups"]?.array,
                let after = change.after?["groups"]?.array
            else { continue }
            if first[member] == nil {
                first[member] = Set(before.compactMap(\.string))
                order.append(member)
            }
            last[member] = Set(after.compactMap(\.string))
        }
        var indices: [Fate: Int] = [:]
        var all: [Bundle] = []
        for member in order {
            let fate = Fate(before: first[member] ?? [], after: last[member] ?? [])
            if let index = indices[fate] {
                all[index].members.append(member)
            } else {
                indices[fate] = all.count
                all.append(Bundle(fate: fate, members: [member]))
            }
        }
        all.sort { $0.members.count > $1.members.count }
        bundles = Array(all.prefix(Self.mostBundles))
        hiddenMembers = all.dropFirst(Self.mostBundles).reduce(0) { $0 + $1.members.count }
        groups = bundles.reduce(into: Set<String>()) {
            $0.formUnion($1.fate.before.union($1.fate.after))
        }.sorted()
    }

    var isEmpty: Bool { bundles.isEmpty }

    var svg: String {
        let height = max(groups.count, bundles.count) * Self.rowHeight
        let lines = bundles.indices.flatMap { row in edges(of: row, height) }
        let width = Self.memberX + Self.memberWidth
        let more =
            hiddenMembers == 0
            ? ""
            : "<text class=\"count\" x=\"\(Self.memberX)\" y=\"\(height + 16)\">"
                + "and \(hiddenMembers) members more</text>"
        return """
            <svg viewBox="0 0 \(width) \(height + (hiddenMembers == 0 ? 0 : 24))" \
            width="\(width)" role="img" aria-label="Groups and members before and after">
            \((lines + groupBoxes(height) + memberBoxes(height)).joined(separator: "\n"))\(more)
            </svg>
            """
    }

    private func middle(_ row: Int, of count: Int, _ height: Int) -> Int {
        let inset = (height - count * Self.rowHeight) / 2
        return inset + row * Self.rowHeight + Self.rowHeight / 2
    }

    private func edges(of row: Int, _ height: Int) -> [String] {
        let fate = bundles[row].fate
        let end = middle(row, of: bundles.count, height)
        // Kept ones first, so that what changed lies above them.
        let kinds: [(String, Set<String>)] = [
            ("kept", fate.before.intersection(fate.after)),
            ("gone", fate.before.subtracting(fate.after)),
            ("new", fate.after.subtracting(fate.before)),
        ]
        return kinds.flatMap { kind, names in
            names.sorted().compactMap { name in
                groups.firstIndex(of: name).map { index in
                    let start = middle(index, of: groups.count, height)
                    let (left, right) = (Self.groupWidth, Self.memberX)
                    let bend = (left + right) / 2
                    return "<path class=\"\(kind)\" d=\"M\(left) \(start)C\(bend) \(start) "
                        + "\(bend) \(end) \(right) \(end)\"/>"
                }
            }
        }
    }

    private func groupBoxes(_ height: Int) -> [String] {
        groups.enumerated().map { row, name in
            box(0, middle(row, of: groups.count, height), Self.groupWidth, name, note: "")
        }
    }

    private func memberBoxes(_ height: Int) -> [String] {
        bundles.enumerated().map { row, bundle in
            let count = bundle.members.count
            let name = bundle.members[0]
            return box(
                Self.memberX, middle(row, of: bundles.count, height), Self.memberWidth, name,
                note: count == 1 ? "" : "and \(count - 1) more")
        }
    }

    private func box(_ x: Int, _ middle: Int, _ width: Int, _ name: String, note: String) -> String
    {
        let room = note.isEmpty ? width / 8 - 3 : width / 8 - note.count - 4
        let name = printable(name)
        let shown = name.count <= room ? name : name.prefix(room - 1) + "…"
        let count =
            note.isEmpty
            ? ""
            : "<text class=\"count\" x=\"\(x + width - 12)\" y=\"\(middle + 4)\" "
                + "text-anchor=\"end\">\(note)</text>"
        return
            "<g><title>\(html(name))</title><rect x=\"\(x)\" y=\"\(middle - Self.boxHeight / 2)\" "
            + "width=\"\(width)\" height=\"\(Self.boxHeight)\" rx=\"7\"/>"
            + "<text x=\"\(x + 12)\" y=\"\(middle + 4)\">\(html(String(shown)))</text>\(count)</g>"
    }
}
