import Foundation
import LunetteTesting
import Testing

/// Runs what README and guide show: a Lua block that names its file is written, and each line of a
/// shell block that begins with `lunette` is run in the same folder, in the order of the text.
/// `# exit 2` behind a line is the exit code that it must have.
@Suite struct DocumentationTests {
    @Test(arguments: ["README.md", "stdlib/docs/guide.md"])
    func `what a text shows does what it says`(name: String) async throws {
        let text = try String(contentsOfFile: "\(Checkout.root)/\(name)", encoding: .utf8)
        let folder = NSTemporaryDirectory() + "lunette-docs-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        var ran = 0
        for block in blocks(in: text) {
            if block.language == "lua" {
                try await write(block.lines, to: folder)
            } else if block.language == "sh" {
                for line in block.lines where line.hasPrefix("lunette ") {
                    try await run(line, in: folder)
                    ran += 1
                }
            }
        }
        #expect(ran >= 3, "\(name) shows nothing to run")
        try FileManager.default.removeItem(atPath: folder)
    }

    private func write(_ lines: [String], to folder: String) async throws {
        let name = lines.first.flatMap { line in
            line.hasPrefix("-- ") && line.hasSuffix(".lua") ? String(line.dropFirst(3)) : nil
        }
        let path = "\(folder)/\(name ?? "snippet.lua")"
        try lines.joined(separator: "\n").write(
            toFile: path, atomically: true, encoding: .utf8)
        let check = try await LunetteProcess.run(["check", path], folder: folder)
        #expect(check.exitCode == 0, "\(lines.first ?? ""): \(check.output)")
    }

    private func run(_ line: String, in folder: String) async throws {
        let parts = line.split(separator: "#", maxSplits: 1)
        let wanted = parts.count > 1 ? parts[1].split(separator: " ").last.flatMap { Int32($0) } : 0
        let command = "exec '\(Checkout.binary)' " + parts[0].dropFirst("lunette ".count)
        let run = try await LunetteProcess.run(
            ["-c", command], binary: "/bin/bash", folder: folder,
            environment: ["LUNETTE_HOME": "\(folder)/.state"])
        #expect(run.exitCode == wanted ?? 0, "\(line): \(run.output)\(run.errors)")
    }

    private struct Block {
        let language: String
        var lines: [String] = []
    }

    private func blocks(in text: String) -> [Block] {
        var blocks: [Block] = []
        var current: Block?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                if let block = current {
                    blocks.append(block)
                    current = nil
                } else {
                    current = Block(language: String(line.dropFirst(3)))
                }
            } else {
                current?.lines.append(String(line))
            }
        }
        return blocks
    }
}
