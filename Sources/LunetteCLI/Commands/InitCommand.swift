import ArgumentParser
import LunetteBase
import LunetteRunbook
import LunetteSystem

/// `lunette init DIR`: a runbook, its test and the editor's settings, to start from.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", _superCommandName: "lunette",
        abstract: "Makes a folder with a runbook, its test and editor settings to start from.")

    @Argument(help: "The folder; it is made if it is not there.")
    var folder: String

    @Option(help: "The runbook's name.")
    var name = "runbook"

    func validate() throws {
        guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }) else {
            throw ValidationError("--name takes letters, digits, - and _")
        }
    }

    func run() throws {
        let files = [
            ("\(folder)/\(name).lua", StarterFiles.runbook(name)),
            ("\(folder)/\(name)_test.lua", StarterFiles.test(name)),
        ]
        for (path, _) in files where (try? readFile(path)) != nil {
            throw Failure(.usage, "\(path) is there already", advice: ["give another --name"])
        }
        do {
            try makeSharedFolder(folder)
            for (path, text) in files { try writeFile(path, Array(text.utf8)) }
        } catch {
            throw Failure(.journalUnwritable, "cannot write \(error.path): \(error.reason)")
        }
        var editor = EditorSetupCommand()
        editor.folder = folder
        try editor.run()
        Console.writeOut(
            """
            wrote \(printable(folder))/\(name).lua and its test. Next:
              lunette check \(printable(folder))/\(name).lua
              lunette test \(printable(folder))
              lunette run \(printable(folder))/\(name).lua --group sg-web --emulator

            """)
    }
}

/// The files to start from.
enum StarterFiles {
    static func runbook(_ name: String) -> String {
        """
        -- What it does, and when to run it.
        runbook {
          name = "\(name)",
          summary = "Takes running instances out of a security group",
          allow = { "ecs:ModifyInstanceAttribute" },
          parameters = {
            group = {
              type = "string", required = true, pattern = "^sg%-", summary = "The group to leave",
            },
          },
          time_limit = "10m", max_changes = 20,
        }

        local ids = {}
        local running = { security_group_id = args.group, status = "Running" }
        for instance in ecs.each.describe_instances(running) do
          if #instance.security_group_ids == 1 then
            local only = args.group .. " is its only group"
            report.finding { target = instance.instance_id, what = only }
          else
            table.insert(ids, instance.instance_id)
          end
        end

        -- One that fails, such as a locked one, stops no other: the report lists it.
        fleet.map(ids, function(id)
          ensure.groups { instance_id = id, remove = args.group, interfaces = "primary" }
        end, { on_error = "continue" })

        """
    }

    static func test(_ name: String) -> String {
        """
        return {
          ["an instance leaves, and keeps its other group"] = function()
            local world = test.world { instances = { ["i-1"] = { "sg-web", "sg-ops" } } }
            local run = world:run("\(name).lua", { group = "sg-web" })
            test.equal(run.exit_code, 0)
            test.equal(world:groups_of("i-1"), { "sg-ops" })
          end,
          ["an instance's only group is kept, and found"] = function()
            local world = test.world { instances = { ["i-1"] = { "sg-web" } } }
            local run = world:run("\(name).lua", { group = "sg-web" })
            test.equal(run.exit_code, 5)
            test.equal(world:groups_of("i-1"), { "sg-web" })
          end,
        }

        """
    }
}
