import ArgumentParser

/// How a process that runs scripts is shut in.
struct JailOptions: ParsableArguments {
    @Flag(help: "Do not run where the kernel cannot shut the process in.")
    var requireJail = false

    @Flag(help: "Run without shutting the process in; the Lua sandbox stays.")
    var noJail = false

    init() {}

    /// Takes its own options.
    init(plain words: inout PlainWords) {
        requireJail = words.take(flag: "--require-jail")
        noJail = words.take(flag: "--no-jail")
        words.check(validate)
    }

    func validate() throws {
        if requireJail, noJail {
            throw ValidationError("give --require-jail or --no-jail, not both")
        }
    }
}
