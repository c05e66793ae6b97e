import LunetteRunbook
import LunetteSystem

/// A runbook that a command line names, and the words there that are its own.
struct RunbookWords {
    let file: String
    let words: [String]
    /// The command's own flags, which no parameter may be named like.
    var reservedFlags = RunCommand.flags

    /// The runbook's parameters, for people.
    func help() throws -> String {
        RunbookHelp(file: file, manifest: try script().manifest).text
    }

    /// The runbook, and the arguments that the words give its parameters.
    func bound() async throws -> (script: Script, arguments: [String: ArgumentValue]) {
        let script = try script()
        let parameters = script.manifest.parameters
        if let clash = parameters.first(where: { reservedFlags.contains($0.flag) }) {
            throw Failure(clashing: clash, source: script.source, file: file)
        }
        do {
            let binder = ArgumentBinder(
                parameters: parameters, environment: .process, programs: StartedPrograms.runner,
                otherFlags: reservedFlags)
            return (script, try await binder.bind(words))
        } catch {
            throw Failure(
                .usage, error.message,
                advice: ["lunette run \(file) --help lists the runbook's parameters"])
        }
    }

    private func script() throws -> Script {
        try makeScript(file: file, source: try readSource(file))
    }
}
