import ArgumentParser
import LunetteBase
import LunetteJournal
import LunetteRunbook
import LunetteSystem

/// `lunette show [RUN]`: one run, in the form that is asked for.
struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", _superCommandName: "lunette",
        abstract: "Shows a run: what was asked, what changed, what failed, how long.")

    @Argument(help: "The run's id, or its beginning; @, or nothing, is the last one.")
    var reference: String?

    @Option(help: "text, markdown (for a ticket), csv, json or html (one page).")
    var format: Format?

    @Option(help: ArgumentHelp("Write it to this file.", valueName: "file"))
    var out: String?

    @OptionGroup(title: "Output") var output: OutputOptions

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, markdown, csv, json, html
    }

    func run() async throws {
        let journal = JournalAccess(environment: .process)
        let history = try await journal.history(reference, in: try journal.open())
        let text = text(of: history, format ?? (output.json ? .json : .text))
        guard let out else {
            Console.writeOut(text)
            return
        }
        do {
            try replaceFile(out, with: Array(text.utf8))
        } catch {
            throw Failure(.journalUnwritable, "cannot write \(error.path): \(error.reason)")
        }
    }

    private func text(of history: RunHistory, _ format: Format) -> String {
        switch format {
        case .text:
            RunText(
                history: history, style: out == nil ? output.outStyle : .plain,
                width: out == nil ? Console.outWidth : nil
            ).text
        case .markdown: RunMarkdown(history: history).text
        case .csv: RunTable(history: history).text
        case .json: RunFacts(history: history).json.printout
        case .html: RunPage(history: history).text
        }
    }
}
