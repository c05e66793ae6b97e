/// How far a process could be shut in.
public struct JailReport: Sendable, Hashable {
    /// What became of one half of the jail.
    public enum State: Sendable, Hashable {
        case inForce
        /// The kernel has nothing for it.
        case notOffered
        /// In the system's words.
        case failed(String)
    }

    /// Files and ports: Landlock.
    public let files: State
    /// System calls: seccomp.
    public let systemCalls: State

    public init(files: State, systemCalls: State) {
        self.files = files
        self.systemCalls = systemCalls
    }

    public var isWhole: Bool { files == .inForce && systemCalls == .inForce }
}
