import LunetteBase

/// How a run is ended that does not end by itself. It knows its time limit and keeps it, so that
/// this is for one that cannot any more.
public enum RunTermination {
    /// How long past its time limit a run is asked to end.
    public static let grace = Duration.seconds(2)
    /// From asking it to ending it.
    public static let patience = Duration.seconds(5)
}
