import CLunetteSystem

/// What the kernel offers to shut a process in with.
public struct JailKernel: Sendable, Hashable {
    /// Of Landlock's interface; 0 for none.
    public let landlockVersion: Int
    public let filtersSystemCalls: Bool

    public init(landlockVersion: Int, filtersSystemCalls: Bool) {
        self.landlockVersion = landlockVersion
        self.filtersSystemCalls = filtersSystemCalls
    }

    /// The one that this process runs on.
    public static var running: JailKernel {
        JailKernel(
            landlockVersion: Int(clunette_landlock_version()),
            filtersSystemCalls: clunette_seccomp_is_offered())
    }
}
