import ArgumentParser

/// The command line.
public struct Lunette: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(commandName: "lunette")
    public init() {}
}
