import ArgumentParser

/// `lunette completions SHELL`: prints a shell's completion script.
struct CompletionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions",
        abstract: "Prints a shell's completion script: bash, zsh or fish.",
        discussion: """
            bash: lunette completions bash > ~/.local/share/bash-completion/completions/lunette
            zsh:  lunette completions zsh > ~/.zfunc/_lunette, with ~/.zfunc in fpath
            fish: lunette completions fish > ~/.config/fish/completions/lunette.fish
            """)

    /// The shells that have one.
    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish

        var script: CompletionShell {
            switch self {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        }
    }

    @Argument(help: "bash, zsh or fish.")
    var shell: Shell

    func run() {
        Console.writeOut(Lunette.completionScript(for: shell.script) + "\n")
    }
}
