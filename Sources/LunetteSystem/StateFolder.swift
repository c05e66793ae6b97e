import CLunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Environment {
    /// Where Lunette keeps its state: `$LUNETTE_HOME`, else `$XDG_STATE_HOME/lunette`, else
    /// `~/.local/state/lunette`; nil without a home.
    public var stateFolder: String? {
        if let folder = self["LUNETTE_HOME"] { return folder }
        if let folder = self["XDG_STATE_HOME"] { return folder + "/lunette" }
        return self["HOME"].map { $0 + "/.local/state/lunette" }
    }
}

/// Makes a folder that only its owner can look into, and those above it that are missing.
public func makeFolder(_ path: String) throws(FileError) {
    if mkdir(path, 0o700) == 0 { return }
    switch clunette_errno() {
    case EEXIST: return
    case ENOENT:
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
            throw FileError(path: path)
        }
        try makeFolder(String(path[..<slash]))
        if mkdir(path, 0o700) != 0, clunette_errno() != EEXIST { throw FileError(path: path) }
    default: throw FileError(path: path)
    }
}
