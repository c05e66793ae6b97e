/// Where a script called the host function that runs.
public enum CallSite {
    /// The innermost call first; empty unless the interpreter traces calls.
    @TaskLocal public static var frames: [LuaError.Frame] = []
}
