import Foundation
import LunetteHTTP
import LunetteTesting
import Testing

/// Runs what README, the guide and the other pages show, in the order of the text. A block of Lua or TOML that names
/// its file is written; a shell block is run in the same folder, line by line, where `# exit 2`
/// behind a line is the exit code that it must have, and a line that ends in `&` goes on until the
/// block ends; a block of text is what the shell block before it printed, with … for any text.
@Suite struct DocumentationTests {
    @Test(arguments: ["README.md", "stdlib/docs/guide.md", "stdlib/docs/world.md"])
    func `what a text shows does what it says`(name: String) async throws {
        let port = try await freePort()
        let text = try String(contentsOfFile: "\(Checkout.root)/\(name)", encoding: .utf8)
            .replacing("7979", with: "\(port)")
        let folder = try makeFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var printed = ""
        var ran = 0
        for block in blocks(in: text) {
            switch block.language {
            case "lua", "toml": try await write(block, to: folder)
            case "sh":
                printed = try await run(block.lines, in: folder)
                ran += 1
            case "text": expect(block.lines, in: printed)
            default: break
            }
        }
        #expect(ran >= 3, "\(name) shows nothing to run")
        let indented = text.split(separator: "\n").filter {
            $0.prefixMatch(of: #/    (\$ )?(scripts/)?lunette [a-z]/#) != nil
        }
        #expect(indented.isEmpty, "these are run by nobody: \(indented)")
    }

    /// One with the binary as `lunette`, and with the checkout's scripts.
    private func makeFolder() throws -> String {
        let folder = NSTemporaryDirectory() + "lunette-docs-\(UUID().uuidString)"
        let files = FileManager.default
        try files.createDirectory(atPath: "\(folder)/.bin", withIntermediateDirectories: true)
        try files.createSymbolicLink(
            atPath: "\(folder)/.bin/lunette", withDestinationPath: Checkout.binary)
        try files.createSymbolicLink(
            atPath: "\(folder)/scripts", withDestinationPath: "\(Checkout.root)/scripts")
        return folder
    }

    private func freePort() async throws -> Int {
        let server = try await HTTPServer.start(responder: NobodyThere())
        await server.stop()
        return server.port
    }

    private func write(_ block: Block, to folder: String) async throws {
        let first = block.lines.first?.split(separator: " ") ?? []
        let name = first.count == 2 && ["--", "#"].contains(first[0]) ? String(first[1]) : nil
        guard let path = name ?? (block.language == "lua" ? "snippet.lua" : nil) else { return }
        try block.lines.joined(separator: "\n").write(
            toFile: "\(folder)/\(path)", atomically: true, encoding: .utf8)
        guard block.language == "lua" else { return }
        let check = try await LunetteProcess.run(["check", path], folder: folder)
        #expect(check.exitCode == 0, "\(path): \(check.output)")
    }

    /// Answers what they printed.
    private func run(_ lines: [String], in folder: String) async throws -> String {
        let wrong = "\(folder)/.wrong"
        let script =
            ["trap 'kill $(jobs -p) 2>/dev/null' EXIT"]
            + lines.joined(separator: "\n").replacing("\\\n", with: " ")
            .split(separator: "\n").flatMap { shellLines(of: String($0)) }
        try? FileManager.default.removeItem(atPath: wrong)
        let run = try await LunetteProcess.run(
            ["-c", script.joined(separator: "\n")], binary: "/bin/bash", folder: folder,
            environment: [
                "LUNETTE_HOME": "\(folder)/.state", "PATH": "\(folder)/.bin:/usr/bin:/bin",
            ])
        let complaints = (try? String(contentsOfFile: wrong, encoding: .utf8)) ?? ""
        #expect(complaints.isEmpty, "\(complaints)\(run.output)\(run.errors)")
        return run.output + run.errors
    }

    /// A line, and the check of its exit code. Scripts that build and test are left out: they are
    /// what runs this.
    private func shellLines(of line: String) -> [String] {
        let command = line.replacing("scripts/lunette ", with: "lunette ")
        if command.hasPrefix("scripts/") || command.hasPrefix("#") { return [] }
        let parts = command.split(separator: " # ", maxSplits: 1).map(String.init)
        let shown = parts[0].reversed().drop { $0 == " " }.reversed()
        if shown.last == "&" {
            return [
                "\(String(shown.dropLast())) >.background 2>&1 &",
                "for i in {1..200}; do grep -q listening .background && break; sleep 0.05; done",
            ]
        }
        let words = parts.count > 1 ? parts[1].split(separator: " ") : []
        let wanted = words.count == 2 && words[0] == "exit" ? Int32(words[1]) ?? 0 : 0
        let quoted = parts[0].replacing("'", with: "'\\''")
        return [
            parts[0],
            "code=$?; [ $code = \(wanted) ] || echo 'exit '$code': \(quoted)' >>.wrong",
        ]
    }

    private func expect(_ lines: [String], in printed: String) {
        for line in lines {
            for part in line.split(separator: "…") {
                #expect(printed.contains(part), "\(part) is not in: \(printed)")
            }
        }
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

/// Holds a port for a moment.
private struct NobodyThere: Responder {
    func answer(to request: ReceivedRequest) -> Answer {
        .now(Reply(status: 404, contentType: "text/plain", body: []))
    }

    func reply(to refusal: Refusal) -> Reply {
        Reply(status: 400, contentType: "text/plain", body: [])
    }
}
