import LunetteBase
import LunetteCatalogue
import LunetteSettings
import LunetteSystem

extension Settings {
    /// What the environment and the files say to a script in `folder`, or to one without a file.
    static func inForce(for folder: String?, _ environment: Environment) -> Settings {
        Settings(
            environment: environment, folder: folder ?? ".", operations: .ofTheCatalogue)
    }
}

extension Settings {
    /// Says what of them cannot be relied upon, and what follows.
    func warn(_ output: OutputOptions) {
        for problem in problems {
            let mark = output.errorStyle.yellow("warning:")
            Console.writeError(
                "\(mark) \(printable(problem.text)); until it is mended, nothing may change\n")
        }
    }
}

extension KnownOperations {
    static let ofTheCatalogue = KnownOperations(
        isKnown: { pattern in
            if pattern == "*" { return true }
            guard pattern.hasPrefix("ecs:") else { return false }
            return Catalogue.names.contains { globMatches(pattern, "ecs:\($0)") }
        },
        closest: { pattern in
            let names = Catalogue.names.map { "ecs:\($0)" }
            return pattern.contains("*") ? nil : suggestion(for: pattern, among: names)
        })
}
