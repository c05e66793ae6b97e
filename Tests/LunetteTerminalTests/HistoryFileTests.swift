import Foundation
import Testing

@testable import LunetteTerminal

@Suite struct HistoryFileTests {
    private let file = HistoryFile(
        path: NSTemporaryDirectory() + "/lunette-history-\(UUID().uuidString)")

    @Test func `entries come back as they were`() throws {
        let entries = ["print(1)", "for i = 1, 2 do\n  print('\\n')\nend", "a\\", "漢字\t👍🏽", "\\n"]
        for entry in entries { try file.append(entry) }
        #expect(file.load() == entries)
        let text = try String(contentsOfFile: file.path, encoding: .utf8)
        #expect(text.split(separator: "\n").count == entries.count)
        let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        try FileManager.default.removeItem(atPath: file.path)
    }

    @Test func `many writers tear no entry`() async throws {
        await withTaskGroup { group in
            for writer in 0..<8 {
                group.addTask { [file] in
                    for number in 0..<50 {
                        try? file.append(
                            "writer \(writer)\n" + String(repeating: "\(number % 10)", count: 3_000)
                        )
                    }
                }
            }
        }
        let entries = file.load()
        #expect(entries.count == 400)
        for entry in entries {
            let lines = entry.split(separator: "\n")
            #expect(lines.count == 2 && lines[1].count == 3_000 && Set(lines[1]).count == 1)
        }
        try FileManager.default.removeItem(atPath: file.path)
    }

    @Test func `a file that is not there is an empty history`() {
        #expect(file.load() == [])
    }

    @Test func `of a file that grew for years the newest entries are read`() throws {
        let path = NSTemporaryDirectory() + "lunette-history-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let line = String(repeating: "x", count: 999) + "\n"
        try Data((String(repeating: line, count: 5_000) + "newest = 1\n").utf8).write(
            to: URL(filePath: path))
        let entries = HistoryFile(path: path).load()
        #expect(entries.last == "newest = 1")
        #expect(entries.count > 4_000 && entries.count < 5_000)
        #expect(entries.dropLast().allSatisfy { $0.count == 999 })
    }
}
