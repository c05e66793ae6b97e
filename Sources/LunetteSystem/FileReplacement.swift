import CLunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Puts `bytes` in the place of the file, if there is one, on disk before this returns. A crash in
/// between leaves the old file or the new one, whole. Only its owner can read it, unless other
/// `permissions` are given.
public func replaceFile(_ path: String, with bytes: [UInt8], permissions: UInt32 = 0o600)
    throws(FileError)
{
    let temporary = path + ".new"
    try writeToDisk(bytes, at: temporary, permissions)
    guard rename(temporary, path) == 0 else {
        throw FileError(path: path, errorNumber: clunette_errno())
    }
    try syncFolder(of: path)
}

/// Puts `bytes` in the place of a file that people keep: through links, and with the permissions
/// that it had, or those of any new file.
public func rewriteFile(_ path: String, with bytes: [UInt8]) throws(FileError) {
    var facts = stat()
    guard stat(path, &facts) == 0, let target = realpath(path, nil) else {
        return try replaceFile(path, with: bytes, permissions: 0o644)
    }
    defer { free(target) }
    try replaceFile(
        String(cString: target), with: bytes, permissions: UInt32(facts.st_mode) & 0o777)
}

private func writeToDisk(_ bytes: [UInt8], at path: String, _ permissions: UInt32)
    throws(FileError)
{
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileError(path: path, errorNumber: clunette_errno()) }
    defer { close(descriptor) }
    guard fchmod(descriptor, mode_t(permissions)) == 0 else {
        throw FileError(path: path, errorNumber: clunette_errno())
    }
    let number = clunette_write_all(descriptor, bytes, bytes.count)
    guard number == 0 else { throw FileError(path: path, errorNumber: number) }
    guard fsync(descriptor) == 0 else {
        throw FileError(path: path, errorNumber: clunette_errno())
    }
}

/// The new name is on disk only when its folder is.
private func syncFolder(of path: String) throws(FileError) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(path: folder, errorNumber: clunette_errno()) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
        throw FileError(path: folder, errorNumber: clunette_errno())
    }
}
