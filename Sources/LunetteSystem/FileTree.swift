import CLunetteSystem

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

/// Writes a file for people, new or over what is there; who may read it is for the umask to say.
public func writeFile(_ path: String, _ bytes: [UInt8]) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError(path: path, errorNumber: errno) }
    defer { close(descriptor) }
    let number = clunette_write_all(descriptor, bytes, bytes.count)
    guard number == 0 else { throw FileError(path: path, errorNumber: number) }
}

/// Makes a folder for people, unless there is one; the one above it must be there.
public func makeSharedFolder(_ path: String) throws(FileError) {
    guard mkdir(path, 0o777) == 0 || isFolder(path) else {
        throw FileError(path: path, errorNumber: errno)
    }
}
