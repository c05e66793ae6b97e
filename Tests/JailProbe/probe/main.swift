import CJailTrials
import Glibc
import LunetteSystem

// jail-probe try [+USE=PATH…] [@PORT…] VERB=OBJECT…
//   shuts itself in, tries what a hijacked process would, and prints for each `ok` or why not.
// jail-probe lose PART… -- COMMAND…
//   runs a command as a kernel without `landlock`, or without `seccomp`, would.
// jail-probe run direct|broker COMMAND…
//   runs commands, the words of each between `|`, and prints what came back; the broker knows all
//   but the last.

let words = Array(CommandLine.arguments.dropFirst())

/// What stands before the first `=`, and what behind it.
func split(_ word: some StringProtocol) -> (String, String) {
    (String(word.prefix { $0 != "=" }), String(word.drop { $0 != "=" }.dropFirst()))
}

if words.first == "lose" {
    let command = words.drop { $0 != "--" }.dropFirst()
    for part in words.dropFirst().prefix(while: { $0 != "--" }) { trial_lose(part) }
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    execv(command.first ?? "", &arguments)
    exit(127)
}

if words.first == "run" {
    let commands = words.dropFirst(2).map { $0.split(separator: "|").map(String.init) }
    let limit = Duration.milliseconds(200)
    let broker =
        words[1] == "broker" ? ProgramBroker(commands: commands.dropLast(), timeLimit: limit) : nil
    let runner: any ProgramRunner = broker ?? DirectPrograms(timeLimit: limit)
    for command in commands {
        do throws(ProgramFailure) {
            print("output", String(decoding: try await runner.output(of: command), as: UTF8.self))
        } catch {
            print("failure", error.reason)
        }
    }
    exit(0)
}

var jail = Jail(openings: [], network: .open)
for word in words where word.hasPrefix("+") {
    let (use, path) = split(word.dropFirst())
    switch use {
    case "reading": jail.openings.append(.reading(path))
    case "folder": jail.openings.append(.folder(path))
    case "output": jail.openings.append(.output(path))
    default: jail.openings.append(.device(path))
    }
}
let ports = words.filter { $0.hasPrefix("@") }.compactMap { UInt16($0.dropFirst()) }
if !ports.isEmpty { jail.network = .ports(ports) }
let report = jail.enter()
print("jail", report.isWhole ? "whole" : "\(report)")
for word in words.dropFirst() where !word.hasPrefix("+") && !word.hasPrefix("@") {
    let (verb, object) = split(word)
    let error = trial_attempt(verb, object)
    print(verb, error == 0 ? "ok" : String(cString: strerror(error)))
}
