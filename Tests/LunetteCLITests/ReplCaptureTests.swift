import Foundation
import LunetteTesting
import Testing

/// The session that README shows, typed again.
@Suite struct ReplCaptureTests {
    private static let prompt = "emulator cn-hangzhou> "

    private static let entries = [
        "ecs.describe_security_groups{}.security_groups", "local id = \"i-single\"",
        "state.groups_of(id)",
        "ecs.leave_security_group { security_group_id = \"sg-web\",\rinstance_id = id }",
        "ecs.join_security_group { security_group_id = \"sg-ops\",\rinstance_id = id }",
        "ecs.leave_security_group { security_group_id = \"sg-web\",\rinstance_id = id }",
        "state.groups_of(id)", ":save leave-last-group.lua",
    ]

    @Test func `README shows a session as it is`() async throws {
        let session = try await ReplTerminalTests.Session()
        for (index, entry) in Self.entries.enumerated() {
            session.line.send(entry)
            let end = entry.suffix(12)
            #expect(await session.line.wait { $0.lines.last?.hasSuffix(end) == true }, "\(entry)")
            session.line.send("\r")
            #expect(
                await session.line.wait { screen in
                    screen.lines.last == "emulator cn-hangzhou>"
                        && screen.transcript.count { $0.hasPrefix("emulator cn-hangzhou>") }
                            == index + 2
                }, "\(entry): \(session.line.screen.text)")
        }
        let printed = session.line.screen.transcript.drop { !$0.hasPrefix(Self.prompt) }.dropLast()
        let readme = try String(contentsOfFile: "\(Checkout.root)/README.md", encoding: .utf8)
        #expect(
            printed.map(withoutIDs) == capture(in: readme).map(withoutIDs),
            "take this one:\n\(printed.joined(separator: "\n"))")
        await session.leave()
    }

    /// The lines of the block that begins with a prompt.
    private func capture(in text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return Array(
            lines.drop { !$0.hasPrefix(Self.prompt) }.prefix { !$0.hasPrefix("```") })
    }

    /// Each request has an id of its own.
    private func withoutIDs(_ line: String) -> String {
        line.replacing(#/[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}/#, with: "ID")
    }
}
