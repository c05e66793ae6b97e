import Foundation
import LunetteBase
import LunetteCheck
import LunetteTesting
import Testing

@testable import LunetteCLI

@Suite struct CheckCommandTests {
    @Test(arguments: ["json", "yes", "max_changes", "help"])
    func `a parameter named like a flag of Lunette is refused by check and run alike`(
        name: String
    ) async throws {
        let folder = try TemporaryFolder()
        let source = "runbook { parameters = { \(name) = {} } }\nprint(args.\(name))\n"
        try Data(source.utf8).write(to: URL(filePath: "\(folder.path)/clash.lua"))
        let flag = "--" + name.replacing("_", with: "-")
        for command in ["check", "run"] {
            let run = try await LunetteProcess.run([command, "clash.lua"], folder: folder.path)
            let text = run.output + run.errors
            #expect(run.exitCode == 1, "\(command): \(text)")
            #expect(text.contains("\(flag) is a flag of lunette run itself"), "\(text)")
            #expect(text.contains("give the parameter another name"))
            #expect(text.contains("clash.lua:1:26"))
        }
    }

    @Test func `the flags that are reserved are those of run`() async throws {
        let help = try await LunetteProcess.run(["help", "run"]).output
        let words = help.split { !($0.isLetter || $0 == "-") }.map(String.init)
        #expect(Set(words.filter { $0.hasPrefix("--") }) == RunCommand.flags)
    }

    @Test func `every global that scripts have is known to check`() async throws {
        let run = try await LunetteProcess.run(
            [
                "eval", "--json",
                "local names = {} for name in pairs(_G) do names[#names + 1] = name end return names",
            ] + ["--emulator"])
        let names = try #require(try run.json()["result"]?.array).compactMap(\.string)
        #expect(names.count > 30)
        let checker = Checker()
        for name in names {
            let found = checker.findings(in: Array("print(\(name))".utf8))
            #expect(found.isEmpty, "\(name): \(found.map(\.message))")
        }
    }

    @Test func `every field of a library is known to check`() async throws {
        let code = """
            local names = {}
            for name, library in pairs(_G) do
              if type(library) == "table" and name ~= "_G" and name ~= "args" then
                for field in pairs(library) do names[#names + 1] = name .. "." .. field end
              end
            end
            return names
            """
        let run = try await LunetteProcess.run(["eval", "--json", "--emulator", code])
        let names = try #require(try run.json()["result"]?.array).compactMap(\.string)
        #expect(names.count > 80)
        let checker = Checker()
        for name in names where !name.hasPrefix("errors.") {
            // That some of them change something is no matter here.
            let found = checker.findings(in: Array("print(\(name))".utf8))
                .filter { $0.rule != .notPermitted }
            #expect(found.isEmpty, "\(name): \(found.map(\.message))")
        }
    }

    @Test func `a mistake is shown with its line, a caret and a way to mend it`() async throws {
        let run = try await LunetteProcess.run(
            ["check", "-"], input: "local x = 1\nprnt(x)\n")
        #expect(run.exitCode == 1)
        #expect(run.output.contains("error[undefined-global]: 'prnt' is not defined"))
        #expect(run.output.contains("--> -:2:1\n2 | prnt(x)\n  | ^^^^\n  = did you mean 'print'?"))
        #expect(run.output.hasSuffix("1 error, 0 warnings\n"))
    }

    @Test func `what only the compiler knows is found as well`() async throws {
        let run = try await LunetteProcess.run(["check", "-", "--json"], input: "x = 1\nbreak\n")
        #expect(run.exitCode == 1)
        let finding = try #require(try run.json()["findings"]?.array?.first)
        #expect(finding["rule"] == "syntax")
        #expect(finding["line"] == 2)
    }

    @Test func `warnings alone are no failure`() async throws {
        let run = try await LunetteProcess.run(["check", "-"], input: "local x = 1\n")
        #expect(run.exitCode == 0)
        #expect(run.output.contains("warning[unused-local]"))
    }
}
