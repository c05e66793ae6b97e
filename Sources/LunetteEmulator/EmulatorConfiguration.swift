import LunetteBase
import LunetteHTTP
import LunetteWorld

/// What an emulator is started with.
public struct EmulatorConfiguration: Sendable {
    public var world: World
    /// On 127.0.0.1; 0 is any free one.
    public var port = 0
    public var contract = ContractProfile.current
    /// False: any request is believed, and one that names no known access key is answered as the
    /// first account's root.
    public var checksSignatures = true
    /// The world's time: transitions, throttling windows and sessions go by it.
    public var clock: any RunClock
    /// What the dates and nonces of signatures are judged by.
    public var signatureClock: any RunClock = SystemClock()
    public var randomness: any Randomness = PooledRandomness()
    /// False: nothing below `/_lunette/` is answered, so that clients take it for the cloud.
    public var answersInspection = true
    /// Keeps the world across restarts: read at the start if it is there, and instead of `world`;
    /// written before a change is answered.
    public var stateFile: String?
    /// Calls that the log keeps, at some 400 bytes each; past that it drops the oldest.
    public var callLogCapacity = 1_000_000
    /// Threads that take requests in and check their signatures; one after the other they change
    /// the world.
    public var threads = 1
    var limits = ConnectionLimits()

    /// As many threads as are of use on this machine.
    public static var usefulThreads: Int { HTTPServer.usefulThreads }

    public init(world: World, clock: any RunClock = SystemClock()) {
        self.world = world
        self.clock = clock
    }
}
