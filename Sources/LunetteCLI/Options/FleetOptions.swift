import ArgumentParser

/// Options of commands that do many things of which each stands for itself.
struct FleetOptions: ParsableArguments {
    static let usualConcurrency = 8

    @Option(
        help: ArgumentHelp(
            "How many items are under way at a time, where their order lets them.",
            valueName: "number"))
    var concurrency: Int = usualConcurrency

    func validate() throws {
        guard (1...1_024).contains(concurrency) else {
            throw ValidationError("--concurrency takes a number from 1 to 1024")
        }
    }
}
