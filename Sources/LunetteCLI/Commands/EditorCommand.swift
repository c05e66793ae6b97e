import ArgumentParser
import LunetteBase
import LunetteCheck
import LunetteSystem

/// `lunette editor setup`: what an editor needs to complete and check runbooks.
struct EditorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "editor", abstract: "Prepares a folder for editors.",
        subcommands: [EditorSetupCommand.self])
}

/// Writes `.luarc.json` and the definitions that it names.
struct EditorSetupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setup",
        abstract: "Writes .luarc.json and definitions, for the Lua language server.",
        discussion: """
            The definitions go into .lunette/ beside it: all operations with their parameters and \
            answers, the error codes, the host's modules and the standard library. Run it again \
            after an update of Lunette.
            """)

    @Argument(help: "The folder of the runbooks.")
    var folder = "."

    func run() throws {
        let library = "\(folder)/.lunette"
        do {
            try makeSharedFolder(library)
            for (name, text) in EditorFiles.library {
                try writeFile("\(library)/\(name)", text)
            }
            let settings = "\(folder)/.luarc.json"
            if (try? readFile(settings)) == nil {
                try writeFile(settings, Array((EditorFiles.settings.prettyText + "\n").utf8))
                Console.writeOut(
                    printable("wrote \(settings) and the definitions in \(library)") + "\n")
            } else {
                Console.writeOut(
                    printable("wrote the definitions in \(library); \(settings) was there already")
                        + ", and must name .lunette in workspace.library\n")
            }
        } catch {
            throw Failure(
                .journalUnwritable, "cannot write \(error.path): \(error.reason)")
        }
    }
}

/// What an editor gets.
enum EditorFiles {
    /// The definitions by file name.
    static var library: [(String, [UInt8])] {
        [
            ("operations.lua", Array(OperationDefinitions.text.utf8)),
            ("errors.lua", Array(CodeDefinitions.text.utf8)),
        ] + ModuleSources.editorFiles
    }

    /// The language server's settings: the sandbox's globals, and where the definitions are.
    static var settings: JSONValue {
        [
            "runtime.version": "Lua 5.4",
            "runtime.builtin": ["io": "disable", "package": "disable"],
            "workspace.library": [".lunette"],
            "workspace.checkThirdParty": false,
            "diagnostics.globals": ["test"],
        ]
    }
}
