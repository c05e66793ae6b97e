import ArgumentParser

/// What whoever runs a script says beforehand.
struct ConsentOptions: ParsableArguments {
    @Flag(
        name: [.customShort("y"), .customLong("yes")],
        help: "Agree beforehand to what would be asked; production profiles want --account too.")
    var yes = false

    @Option(
        help: ArgumentHelp(
            "The account that is meant, by id or alias; any other is refused.", valueName: "name"))
    var account: String?

    @Option(
        help: ArgumentHelp(
            "A role that the script may take on; globs, repeatable.", valueName: "arn"))
    var role: [String] = []

    init() {}

    /// Takes its own options.
    init(plain words: inout PlainWords) {
        yes = words.take(flag: "--yes", or: "-y")
        account = words.take("--account")
        role = words.takeAll("--role")
    }
}
