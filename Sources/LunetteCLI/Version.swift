import LunetteCatalogue

/// What `lunette --version` says.
enum Version {
    static let number = "0.1.0"

    /// Short, with `-dirty` behind it where a file was changed since; nil where scripts/build did
    /// not make the binary, or not in a checkout. Set once, before anything else runs.
    nonisolated(unsafe) static var commit: String?

    static var text: String {
        "lunette \(number) (commit \(commit ?? "unknown"), "
            + "catalogue \(Catalogue.version) of \(Catalogue.date))"
    }
}
