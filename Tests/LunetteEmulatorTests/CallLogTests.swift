import LunetteBase
import Testing

@testable import LunetteEmulator

@Suite struct CallLogTests {
    private func record(_ sequence: Int, _ parameters: [NamedValue] = []) -> CallRecord {
        CallRecord(
            sequence: sequence, time: Timestamp(secondsSinceEpoch: 1_700_000_000),
            operation: "LeaveSecurityGroup", parameters: parameters, accessKeyID: "testid",
            algorithm: nil, nonce: nil, code: "A.B", status: 403, requestID: "R", ruleID: "L9",
            fault: nil, host: "127.0.0.1:1")
    }

    private func filled(_ count: Int, capacity: Int) -> CallLog {
        var log = CallLog(capacity: capacity)
        for _ in 0..<count { log.append(record(log.nextSequence)) }
        return log
    }

    @Test func `a record survives its line`() {
        let original = record(
            1, [NamedValue("Name", "a \"b\"\n\u{1} é漢"), NamedValue("Empty", "")])
        var line: [UInt8] = []
        original.writeLine(to: &line)
        #expect(line.count { $0 == 0x0A } == 1)
        #expect(CallRecord(line: line) == original)
    }

    @Test(arguments: [1, 7, 8, 9, 100, 4_097, 10_000])
    func `it keeps the latest and counts what it dropped`(capacity: Int) {
        let log = filled(10_050, capacity: capacity)
        let sequences = log.records().map(\.sequence)
        #expect(log.count <= capacity)
        #expect(log.count + log.dropped == 10_050)
        #expect(sequences == Array(log.dropped + 1...10_050))
    }

    @Test(arguments: [0, 1, 12, 13, 99, 100, 101, 5_000])
    func `lines since a number are those behind it`(since: Int) {
        let log = filled(100, capacity: 100)
        let lines = log.lines(since: since).joined().split(separator: UInt8(ascii: "\n"))
        let sequences = lines.compactMap { CallRecord(line: $0)?.sequence }
        #expect(sequences == Array(max(since, 0)..<max(100, since)).map { $0 + 1 })
    }
}
