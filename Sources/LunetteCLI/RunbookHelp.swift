import LunetteBase
import LunetteRunbook

/// What `lunette run FILE --help` says: the runbook's own page.
struct RunbookHelp {
    let file: String
    let manifest: Manifest

    var text: String {
        var lines: [String] = []
        if let summary = manifest.summary { lines += [summary, ""] }
        let usage = manifest.parameters.filter(\.isRequired).map {
            " \($0.flag) \($0.kind.rawValue.uppercased())"
        }
        lines += ["USAGE: lunette run \(file)\(usage.joined()) [OPTIONS]", ""]
        if manifest.parameters.isEmpty {
            lines += ["The runbook declares no parameters.", ""]
        } else {
            lines.append("PARAMETERS:")
            let heads = manifest.parameters.map(Self.head)
            let width = min(32, heads.map(\.count).max() ?? 0)
            for (head, parameter) in zip(heads, manifest.parameters) {
                let padding = String(repeating: " ", count: max(0, width - head.count))
                lines.append("  \(head)\(padding)  \(Self.description(parameter))")
            }
            lines.append("")
        }
        if !manifest.allow.isEmpty {
            lines.append("IT ASKS TO CALL: \(manifest.allow.joined(separator: ", "))")
        }
        if !manifest.regions.isEmpty {
            lines.append("IN THE REGIONS: \(manifest.regions.joined(separator: ", "))")
        }
        lines.append("lunette help run lists the options that every runbook takes.")
        return lines.map(printable).joined(separator: "\n") + "\n"
    }

    private static func head(_ parameter: ParameterDeclaration) -> String {
        parameter.kind == .boolean
            ? parameter.flag : "\(parameter.flag) <\(parameter.kind.rawValue)>"
    }

    private static func description(_ parameter: ParameterDeclaration) -> String {
        let notes = [
            parameter.isRequired ? "required" : nil,
            parameter.kind == .list ? "repeatable; @FILE or - reads a list" : nil,
            [.secret, .webhook].contains(parameter.kind) ? SecretSource.forms : nil,
            parameter.choices.isEmpty
                ? nil : "one of \(parameter.choices.joined(separator: ", "))",
            parameter.defaultValue.map { "default \(Self.text($0))" },
        ].compactMap { $0 }
        let suffix = notes.isEmpty ? "" : "(\(notes.joined(separator: "; ")))"
        return [parameter.summary, suffix].compactMap { $0 }.filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    private static func text(_ value: ArgumentValue) -> String {
        switch value {
        case .string(let text): text
        case .integer(let integer): String(integer)
        case .number(let number): String(number)
        case .boolean(let bool): String(bool)
        case .list(let elements): elements.joined(separator: ", ")
        case .duration(let duration): duration.text
        case .file, .secret, .webhook: "<set>"
        }
    }
}
