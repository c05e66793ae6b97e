import Foundation
import LunetteBase
import LunetteCatalogue
import LunetteSyntax
import LunetteTesting
import Testing

/// What `lunette editor setup` writes. The Lua language server is not to be had from the package
/// registries in reach, so that this reads the annotations itself: they parse, parameters are
/// those of their functions, and every class that is named is there.
@Suite struct EditorSetupTests {
    private static let builtIn: Set<String> = [
        "any", "boolean", "integer", "number", "string", "table", "function", "nil", "fun", "T",
        "U",
        "R", "false", "true",
    ]

    @Test func `the definitions are whole`() async throws {
        let folder = NSTemporaryDirectory() + "lunette-editor-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let run = try await LunetteProcess.run(["editor", "setup", folder])
        #expect(run.exitCode == 0, "\(run.errors)")
        let settings = try String(contentsOfFile: "\(folder)/.luarc.json", encoding: .utf8)
        #expect(try JSONValue(parsing: settings)["workspace.library"] == [".lunette"])
        let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/.lunette")
        var texts: [String: String] = [:]
        for name in names {
            texts[name] = try String(contentsOfFile: "\(folder)/.lunette/\(name)", encoding: .utf8)
        }
        for name in names.map({ ".lunette/\($0)" }) + [".luarc.json"] {
            let facts = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
            let mode = facts[.posixPermissions] as? Int
            #expect(mode.map { $0 & 0o444 } == 0o444, "\(name) is not for everybody to read")
        }
        checkOperations(texts["operations.lua"] ?? "")
        var classes = Self.builtIn
        for text in texts.values { classes.formUnion(declared(in: text)) }
        for (name, text) in texts { try check(text, name, classes) }
        try FileManager.default.removeItem(atPath: folder)
    }

    private func checkOperations(_ text: String) {
        for operation in Catalogue.operations {
            #expect(text.contains("\nfunction ecs.\(operation.luaName)(parameters) end\n"))
            #expect(text.contains("---@class ecs.\(operation.name).Parameters\n"))
        }
        #expect(text.contains("---@field security_group_id string\n"))
        #expect(text.contains("---@field instances ecs.DescribeInstances.Response.Instances[]\n"))
    }

    private func declared(in text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            for mark in ["---@class ", "---@alias "] where line.hasPrefix(mark) {
                return String(line.dropFirst(mark.count).prefix { $0 != " " && $0 != ":" })
            }
            return nil
        }
    }

    private func check(_ text: String, _ name: String, _ classes: Set<String>) throws {
        #expect(throws: Never.self, "\(name) is no Lua") {
            try LuaParser.chunk(Array(text.utf8))
        }
        var parameters: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("---@param ") {
                parameters.append(String(line.split(separator: " ")[1].prefix { $0 != "?" }))
            }
            if line.hasPrefix("---@param ") || line.hasPrefix("---@return ")
                || line.hasPrefix("---@field ")
            {
                for type in types(of: line) { #expect(classes.contains(type), "\(name): \(line)") }
            }
            guard line.hasPrefix("function "), let open = line.firstIndex(of: "("),
                let close = line.firstIndex(of: ")")
            else { continue }
            let own = line[line.index(after: open)..<close].split(separator: ",")
                .map { $0.trimmingCharacters(in: .whitespaces) }
            for parameter in parameters {
                #expect(own.contains(parameter), "\(name): \(line) has no \(parameter)")
            }
            parameters = []
        }
    }

    /// The names of types in an annotation's second word, or first for a result.
    private func types(of line: Substring) -> [String] {
        let words = line.split(separator: " ", maxSplits: 2)
        let isReturn = line.hasPrefix("---@return")
        guard words.count > (isReturn ? 1 : 2) else { return [] }
        let rest = isReturn ? words.dropFirst().joined(separator: " ") : String(words[2])
        guard !rest.hasPrefix("{"), !rest.contains("fun("), !rest.hasPrefix("\"") else {
            return []
        }
        let type = rest.prefix { $0 != " " }
        return type.split { "|[]?<>,()".contains($0) }.map(String.init)
            .filter { !$0.hasPrefix("\"") && !$0.isEmpty }
    }
}
