import ArgumentParser
import LunetteBase
import LunetteRunbook

extension RunReport {
    /// Prints how the run ended, and ends with its exit code.
    func finish(_ script: Script, _ output: OutputOptions) throws {
        if output.json {
            Console.writeOut(json(exitCode: exitReason.exitCode).printout)
        } else {
            for result in results where script.file == nil {
                Console.writeOut(Self.text(result) + "\n")
            }
            if isDryRun {
                let predicted = PredictedChanges(
                    changes: changes, style: output.outStyle, width: Console.outWidth)
                Console.writeOut(predicted.text)
            }
        }
        try conclude(script, output, showsOpenPoints: true)
    }

    /// Prints what is left open, what ended it and a line that sums it up, and ends with its exit
    /// code; `last` has a word before that.
    func conclude(
        _ script: Script, _ output: OutputOptions, showsOpenPoints: Bool,
        last: () -> Void = {}
    ) throws {
        if !output.json, showsOpenPoints {
            let points = OpenPoints(
                report: self, style: output.outStyle, width: Console.outWidth)
            Console.writeOut(points.text)
        }
        if let failure {
            let words = Failure(failure, source: script.source, file: script.file ?? "eval")
            Console.writeError(wayOn(words).text(output.errorStyle, width: Console.errorWidth))
        }
        if script.file != nil { Console.writeError(summary(output.errorStyle)) }
        last()
        if exitReason != .done { throw ExitCode(exitReason.exitCode) }
    }

    /// A run that was stopped halfway can go on; the words say how.
    private func wayOn(_ words: Failure) -> Failure {
        guard let runID, Self.halfway.contains(exitReason), name != "eval" else { return words }
        var words = words
        // An emulator of the run's own has ended with it.
        let goesOn = target == "emulator" ? "" : "lunette resume \(runID) goes on from here; "
        words.advice.append("\(goesOn)lunette show \(runID)")
        return words
    }

    private static let halfway: Set<ExitReason> = [
        .interrupted, .terminated, .limit, .timedOutOrInDoubt, .unreachable, .journalUnwritable,
        .serviceRefused, .partialOrFindings,
    ]

    /// One line for people: how it ended, what it did, how long it took.
    func summary(_ style: Style) -> String {
        let mark =
            failure != nil
            ? style.red("✗") : exitReason == .done ? style.green("✓") : style.yellow("!")
        let parts = [
            printable("\(name) on \(target), \(regionID)"),
            changeCount,
            failedChanges.isEmpty ? nil : count(failedChanges.count, "refused or failed change"),
            findings.isEmpty ? nil : count(findings.count, "finding"),
            openItems.isEmpty ? nil : count(openItems.count, "open item"),
            unpredicted.isEmpty ? nil : "\(unpredicted.count) unpredicted",
            inDoubt.isEmpty ? nil : "\(inDoubt.count) in doubt",
            count(callCount, "call"),
            duration.text,
            runID.map { printable("run \($0)") },
        ].compactMap { $0 }
        // A part is not torn.
        let text = parts.map { $0.replacing(" ", with: "\u{A0}") }
            .joined(separator: " \(style.dim("·")) ")
        let rows = wrapped("\(mark) \(text)", width: Console.errorWidth ?? .max, indent: 2)
        return rows.joined(separator: "\n") + "\n"
    }

    private var changeCount: String {
        if isDryRun {
            return "would make \(count(changes.count, "change")), nothing was sent"
        }
        return changes.isEmpty ? "nothing changed" : count(changes.count, "change")
    }

    private func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): printableLines(text)
        case .null: "nil"
        default: printableJSON(value.prettyText)
        }
    }
}
