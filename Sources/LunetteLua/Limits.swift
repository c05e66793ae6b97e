/// What a chunk may use. Reaching a limit ends it for good; nothing in a script can catch that.
///
/// Call depth is Lua's own: a million stack slots, some 200,000 calls.
public struct Limits: Sendable, Equatable {
    /// Which limit ended a chunk.
    public enum Kind: String, Sendable {
        case time, cpu, memory, depth, output
    }

    /// By the loop's clock; under a virtual one, running code counts its processor time as well.
    public var time: Duration?
    /// Processor time of the loop's thread.
    public var cpu: Duration?
    /// Bytes in use by Lua.
    public var memory: Int?
    /// Bytes that `print` writes.
    public var output: Int?
    /// Bytes of source that `load` takes: nothing interrupts the compiler within one statement.
    public var loadSource: Int
    /// Bytes of source that a file, a module or an entry may have.
    public var fileSource: Int

    public init(
        time: Duration? = .seconds(3600), cpu: Duration? = .seconds(60),
        memory: Int? = 256 << 20, output: Int? = nil, loadSource: Int = 32 << 10,
        fileSource: Int = 256 << 10
    ) {
        self.time = time
        self.cpu = cpu
        self.memory = memory
        self.output = output
        self.loadSource = loadSource
        self.fileSource = fileSource
    }
}
