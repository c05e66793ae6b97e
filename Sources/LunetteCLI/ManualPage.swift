import ArgumentParser
import LunetteBase
import LunetteCatalogue
import LunetteRunbook

/// The manual page, in roff, made from the argument tree: `lunette help man | man -l -`.
struct ManualPage {
    private let root: any ParsableCommand.Type

    init(of root: any ParsableCommand.Type) {
        self.root = root
    }

    var text: String {
        var lines = [
            ".TH LUNETTE 1 \"\(Catalogue.date)\" \"lunette \(Version.number)\" \"User Commands\"",
            ".SH NAME", "lunette \\- \(Self.escaped(root.configuration.abstract.lowercasedFirst))",
            ".SH SYNOPSIS", ".B lunette", ".I COMMAND", "[\\fIOPTIONS\\fR]",
            ".SH COMMANDS",
        ]
        for command in root.configuration.subcommands {
            lines += section(command, path: ["lunette"])
        }
        lines += [".SH EXIT STATUS"]
        for reason in ExitReason.allCases {
            lines += [".TP", "\(reason.exitCode)", Self.escaped(reason.meaning)]
        }
        lines += [
            ".SH SEE ALSO", Self.escaped("lunette help guide, lunette help COMMAND"),
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private func section(_ command: any ParsableCommand.Type, path: [String]) -> [String] {
        let path = path + [command._commandName]
        var lines = [
            ".SS \(Self.escaped(path.joined(separator: " ")))",
            Self.escaped(command.configuration.abstract), ".PP",
        ]
        // The help text knows the options best; it is shown as it is.
        let help = root.helpMessage(for: command, columns: 78)
        let body = help.split(separator: "\n", omittingEmptySubsequences: false)
            .drop { !$0.hasPrefix("USAGE") }
        lines += [".nf"] + body.map { Self.escaped(String($0)) } + [".fi"]
        // Those in groups are among them.
        for inner in command.configuration.subcommands { lines += section(inner, path: path) }
        return lines
    }

    /// Lines that begin with a dot or a quote would be requests.
    private static func escaped(_ text: String) -> String {
        let safe = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        return safe.hasPrefix(".") || safe.hasPrefix("'") ? "\\&\(safe)" : safe
    }
}

extension String {
    fileprivate var lowercasedFirst: String {
        prefix(1).lowercased() + dropFirst()
    }
}
