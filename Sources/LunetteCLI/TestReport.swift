import LunetteBase
import LunetteTrials

/// What `lunette test` has to say at its end.
struct TestReport {
    let outcomes: [TestOutcome]
    let sources: [TestFile]
    let duration: Duration

    var failedCount: Int { outcomes.count { !$0.passed } }
    private var passedCount: Int { outcomes.count { $0.passed } }

    // MARK: For people

    func text(_ style: Style, namingPassed: Bool) -> String {
        var text = ""
        for outcome in outcomes {
            if let failure = outcome.failure {
                text += self.text(outcome, failure, style)
            } else if namingPassed {
                text += "\(style.green("ok")) \(printable("\(outcome.file): \(outcome.name)"))\n"
            }
        }
        return text + "\(passedCount) passed, \(failedCount) failed\n"
    }

    private func text(
        _ outcome: TestOutcome, _ failure: TestOutcome.Failure, _ style: Style
    ) -> String {
        let name = outcome.name.isEmpty ? "the file itself" : outcome.name
        var lines = [
            "\(style.red("FAILED")) \(printable(outcome.file)): \(style.bold(printable(name)))",
            "  \(printable(failure.message))",
        ]
        if let line = failure.line ?? outcome.line {
            let source = sources.first { $0.path == outcome.file }?.source ?? []
            lines += Failure.Excerpt(
                file: outcome.file, line: line, column: nil, length: 1,
                text: sourceLine(line, of: source)
            ).lines(style).map { "  \($0)" }
        }
        for line in failure.difference {
            let shown = "    \(printable(line))"
            lines.append(
                line.hasPrefix("-")
                    ? style.red(shown) : line.hasPrefix("+") ? style.green(shown) : shown)
        }
        if !failure.output.isEmpty {
            lines.append(style.dim("    what its runs said:"))
            lines += failure.output.suffix(20).map { style.dim("    | \(printable($0))") }
        }
        return lines.joined(separator: "\n") + "\n\n"
    }

    // MARK: For programs

    var json: JSONValue {
        [
            "status": failedCount > 0 ? "failed" : "succeeded",
            "passed": .integer(Int64(passedCount)), "failed": .integer(Int64(failedCount)),
            "duration_ms": .integer(duration.nanoseconds / 1_000_000),
            "tests": .array(outcomes.map(\.json)),
        ]
    }

    /// JUnit's XML, as build servers read it: a suite a file.
    var junit: String {
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<testsuites tests=\"\(outcomes.count)\" failures=\"\(failedCount)\" "
                + "time=\"\(Self.seconds(duration))\">",
        ]
        for file in sources.map(\.path) {
            let own = outcomes.filter { $0.file == file }
            guard !own.isEmpty else { continue }
            let time = own.reduce(Duration.zero) { $0 + $1.duration }
            lines.append(
                "  <testsuite name=\"\(Self.escaped(file))\" tests=\"\(own.count)\" "
                    + "failures=\"\(own.count { !$0.passed })\" time=\"\(Self.seconds(time))\">")
            lines += own.map(Self.element)
            lines.append("  </testsuite>")
        }
        return (lines + ["</testsuites>"]).joined(separator: "\n") + "\n"
    }

    private static func element(_ outcome: TestOutcome) -> String {
        let (file, name) = (escaped(outcome.file), escaped(outcome.name))
        let head =
            "    <testcase classname=\"\(file)\" name=\"\(name)\" "
            + "time=\"\(seconds(outcome.duration))\""
        guard let failure = outcome.failure else { return head + "/>" }
        let body = (failure.difference + failure.output).joined(separator: "\n")
        return head + "><failure message=\"\(escaped(failure.message))\">\(escaped(body))"
            + "</failure></testcase>"
    }

    private static func seconds(_ duration: Duration) -> String {
        let milliseconds = duration.nanoseconds / 1_000_000
        let fraction = String(milliseconds % 1_000)
        return "\(milliseconds / 1_000)."
            + String(repeating: "0", count: 3 - fraction.count) + fraction
    }

    /// XML takes no control characters at all.
    private static func escaped(_ text: String) -> String {
        markup(printableLines(text)).replacing("\n", with: "&#10;")
    }
}
