#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The paths of all files under a folder, sorted, without hidden ones; links to folders are not
/// followed.
public func files(under folder: String) throws(FileError) -> [String] {
    guard let directory = opendir(folder) else {
        throw FileError(path: folder, reason: String(cString: strerror(errno)))
    }
    defer { closedir(directory) }
    var paths: [String] = []
    while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name.hasPrefix(".") { continue }
        let path = folder == "." ? name : "\(folder)/\(name)"
        if isFolder(path, followingLinks: false) {
            paths += try files(under: path)
        } else {
            paths.append(path)
        }
    }
    return paths.sorted()
}

/// Whether there is a folder at this path.
public func isFolder(_ path: String, followingLinks: Bool = true) -> Bool {
    var facts = stat()
    let result = followingLinks ? stat(path, &facts) : lstat(path, &facts)
    return result == 0 && facts.st_mode & S_IFMT == S_IFDIR
}

/// How many processors the process may use at once.
public var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
