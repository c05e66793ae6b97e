import LunetteBase
import LunetteCheck

/// A file, and what was found in it.
struct CheckedFile {
    let file: String
    let source: [UInt8]
    let findings: [Complaint]
}

/// What `lunette check` found in all files.
struct CheckReport {
    let files: [CheckedFile]

    var errorCount: Int { count(.error) }

    private func count(_ severity: Complaint.Severity) -> Int {
        files.reduce(0) { $0 + $1.findings.count { $0.severity == severity } }
    }

    var json: JSONValue {
        [
            "status": errorCount > 0 ? "failed" : "succeeded",
            "errors": .integer(Int64(errorCount)), "warnings": .integer(Int64(count(.warning))),
            "findings": .array(
                files.flatMap { file in
                    file.findings.map { finding in
                        var json = finding.json(file: file.file).object ?? [:]
                        json["source"] = sourceLine(finding.place.line, of: file.source)
                            .map(JSONValue.string)
                        return .object(json)
                    }
                }),
        ]
    }

    /// Broken at words where a terminal's width is given.
    func text(_ style: Style, width: Int? = nil) -> String {
        var text = ""
        for file in files {
            for finding in file.findings { text += self.text(finding, file, style, width) + "\n" }
        }
        return text + summary(style) + "\n"
    }

    private func text(_ finding: Complaint, _ file: CheckedFile, _ style: Style, _ width: Int?)
        -> String
    {
        let label = "\(finding.severity.rawValue)[\(finding.rule.rawValue)]:"
        let colored = finding.severity == .error ? style.red(label) : style.yellow(label)
        let excerpt = Failure.Excerpt(
            file: file.file, line: finding.place.line, column: finding.place.column,
            length: finding.columns, text: sourceLine(finding.place.line, of: file.source))
        let width = max(width ?? .max, 20)
        var lines = wrapped("\(colored) \(style.bold(printable(finding.message)))", width: width)
        lines += excerpt.lines(style, width: width)
        lines += wrapped(
            style.dim("  = ") + printable(finding.remedy), width: width, indent: 4)
        return lines.joined(separator: "\n") + "\n"
    }

    private func summary(_ style: Style) -> String {
        let names = files.count == 1 ? printable(files[0].file) : "\(files.count) files"
        let warnings = count(.warning)
        guard errorCount + warnings > 0 else {
            return "\(style.green("✓")) \(names): nothing found"
        }
        let mark = errorCount > 0 ? style.red("✗") : style.yellow("!")
        return "\(mark) \(names): \(errorCount) error\(errorCount == 1 ? "" : "s"), "
            + "\(warnings) warning\(warnings == 1 ? "" : "s")"
    }
}
