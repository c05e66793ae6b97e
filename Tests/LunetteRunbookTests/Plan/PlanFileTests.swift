import LunetteBase
import LunetteJournal
import LunetteTesting
import Testing

@testable import LunetteRunbook

@Suite struct PlanFileTests {
    /// One with two approvals.
    private static let file: PlanFile = {
        var file = PlanFile(.annas(approval: .rules(2, validFor: .seconds(1_800))))
        file.approve(by: "ben", at: .noon + .seconds(60), user: "ben", host: "desk")
        file.approve(by: "carl", at: .noon + .seconds(90), user: "carl", host: "lap")
        return file
    }()

    @Test func `what was saved is read again`() throws {
        let read = try PlanFile(reading: Self.file.bytes)
        #expect(read.hash == Self.file.hash)
        #expect(read.bytes == Self.file.bytes)
        #expect(read.approvals.map(\.by) == ["ben", "carl"])
        #expect(read.plan.items == Self.file.plan.items)
        #expect(read.plan.facts == Self.file.plan.facts)
        #expect(read.plan.approval == Self.file.plan.approval)
    }

    @Test func `the hash is that of the plan's compact JSON, which others can compute`() throws {
        let json = try JSONValue(parsing: Self.file.bytes)
        let plan = try #require(json["plan"])
        #expect(fingerprint(of: plan.bytes) == Self.file.hash)
    }

    /// Every byte is made another one: each must be refused, and none may do worse.
    @Test func `no byte can be another`() {
        let whole = Self.file.bytes
        for index in whole.indices {
            for mask: UInt8 in TestLength.isLong ? [1, 2, 4, 8, 16, 32, 64, 128] : [1, 32] {
                var edited = whole
                edited[index] ^= mask
                #expect(throws: PlanFile.Damage.self, "byte \(index)") {
                    try PlanFile(reading: edited)
                }
            }
        }
    }

    @Test func `no byte can be missing or too many`() {
        let whole = Self.file.bytes
        for index in stride(from: 0, to: whole.count, by: 7) {
            var shorter = whole
            shorter.remove(at: index)
            #expect(throws: PlanFile.Damage.self) { try PlanFile(reading: shorter) }
            #expect(throws: PlanFile.Damage.self) {
                try PlanFile(reading: Array(whole[..<index]))
            }
            var longer = whole
            longer.insert(UInt8(ascii: " "), at: index)
            #expect(throws: PlanFile.Damage.self) { try PlanFile(reading: longer) }
        }
        #expect(throws: PlanFile.Damage.self) { try PlanFile(reading: whole + [0x0A]) }
    }

    /// What somebody with an editor would try: pieces of the file, and what replaces them.
    private static let edits: [(String, String)] = [
        ("\"i-1\"", "\"i-2\""), ("\"required\": 2", "\"required\": 0"),
        ("2025-06-16T15:06:40.000Z", "2035-06-16T15:06:40.000Z"),
        ("\"ben\"", "\"eve\""), ("2025-06-15T15:07:40.000Z", "2025-06-15T15:17:40.000Z"),
        ("\"lunette_plan\": 1", "\"lunette_plan\": 2"), ("sg-ssh", "sg-web"),
    ]

    @Test(arguments: edits)
    func `an edit is refused`(piece: String, replacement: String) {
        let text = String(decoding: Self.file.bytes, as: UTF8.self)
        let edited = text.replacing(piece, with: replacement)
        #expect(edited != text, "\(piece) is in the file")
        #expect(throws: PlanFile.Damage.self) { try PlanFile(reading: Array(edited.utf8)) }
    }

    @Test func `an approval cannot be taken out, moved, or taken from another plan`() throws {
        let file = Self.file
        var other = PlanFile(.annas(items: []))
        other.approve(by: "ben", at: .noon + .seconds(60), user: "ben", host: "desk")
        #expect(other.approvals[0].hash != file.approvals[0].hash)
        let (ben, carl) = (file.approvals[0].json, file.approvals[1].json)
        let lists: [[JSONValue]] = [[carl], [carl, ben], [ben, ben], [other.approvals[0].json]]
        for approvals in lists {
            var json = try #require(try JSONValue(parsing: file.bytes).object)
            json["approvals"] = .array(approvals)
            let text = JSONValue.object(json).prettyText + "\n"
            #expect(throws: PlanFile.Damage.self) { try PlanFile(reading: Array(text.utf8)) }
        }
    }

    @Test(arguments: ["", "{}", "[]", "null", "{\"lunette_plan\": 1}", "\u{0}", "{\"plan\": {}}"])
    func `what is no plan is refused`(text: String) {
        #expect(throws: PlanFile.Damage.self) { try PlanFile(reading: Array(text.utf8)) }
    }
}
