import ArgumentParser
import LunetteBase
import LunetteRunbook

/// What became of a plan that was applied.
struct AppliedText {
    let gate: PlanGate
    let report: RunReport

    /// Prints it, and ends with its exit code.
    func finish(_ output: OutputOptions) throws {
        if output.json {
            var json = report.json(exitCode: report.exitReason.exitCode).object ?? [:]
            json["plan"] = gate.json
            Console.writeOut(JSONValue.object(json).printout)
        } else {
            Console.writeOut(lines(output.outStyle))
        }
        let script = try makeScript(file: gate.file.plan.script.file, source: [])
        try report.conclude(script, output, showsOpenPoints: true)
    }

    /// What was not sent, and what else is not as it was; what was changed is logged as it happens.
    private func lines(_ style: Style) -> String {
        report.items.map { item in
            let head =
                item.status == .unchanged
                ? "\(style.dim("already done")) \(printable(item.target))  "
                    + "\(style.dim(printable(item.reason ?? "")))\n" : ""
            let differences = (item.details["differences"]?.array ?? []).compactMap(\.string)
            return head
                + differences.map {
                    "\(style.dim("no matter")) \(printable(item.target)) \(printable($0))\n"
                }.joined()
        }.joined()
    }
}
