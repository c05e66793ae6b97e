import LunetteBase
import LunetteSystem

/// Where a secret argument comes from: never from the command line itself, which others can read.
public enum SecretSource: Sendable, Hashable {
    case variable(String)
    case file(String)
    case command([String])

    /// What the source may be written as, for messages.
    public static let forms = "env:NAME, file:PATH or cmd:'COMMAND'"

    /// Reads `env:NAME`, `file:PATH` or `cmd:COMMAND`; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "env": self = .variable(parts[1])
        case "file": self = .file(parts[1])
        case "cmd":
            var words = CommandLineWords(parts[1])
            guard let arguments = words.all(), !arguments.isEmpty else { return nil }
            self = .command(arguments)
        default: return nil
        }
    }

    /// The commands that words of a command line name as sources of secrets.
    public static func commands(in words: [String]) -> [[String]] {
        sources(in: words).compactMap { source in
            guard case .command(let arguments) = source else { return nil }
            return arguments
        }
    }

    /// Where words of a command line say that secrets are: `env:NAME`, `--flag=file:PATH`.
    static func sources(in words: [String]) -> [SecretSource] {
        words.flatMap { word in
            [word, word.firstIndex(of: "=").map { String(word[word.index(after: $0)...]) }]
        }.compactMap { $0.flatMap(SecretSource.init) }
    }

    /// What a variable or a file holds, asked without starting anything.
    func textAtHand(_ environment: Environment) -> String? {
        switch self {
        case .variable(let name): environment[name]
        case .file(let path): (try? readFile(path)).map { Self.secret(in: $0).reveal() }
        case .command: nil
        }
    }

    /// The secret, without the end of line that files and commands put behind it. A command is run
    /// without a shell.
    func secret(_ environment: Environment, _ programs: any ProgramRunner)
        async throws(Unavailable) -> Secret
    {
        switch self {
        case .variable(let name):
            guard let value = environment[name] else {
                throw Unavailable(reason: "the environment variable \(name) is not set")
            }
            return Secret(value)
        case .file(let path):
            do {
                return Self.secret(in: try readFile(path))
            } catch {
                throw Unavailable(reason: "cannot read \(error.path): \(error.reason)")
            }
        case .command(let arguments):
            do {
                return Self.secret(in: try await programs.output(of: arguments))
            } catch {
                throw Unavailable(reason: "the command \(arguments[0]) failed: \(error.reason)")
            }
        }
    }

    private static func secret(in bytes: [UInt8]) -> Secret {
        let text = String(decoding: bytes, as: UTF8.self)
        return Secret(text.last?.isNewline == true ? String(text.dropLast()) : text)
    }

    /// Why there is no secret.
    struct Unavailable: Error {
        let reason: String
    }
}
