import Glibc

/// A folder that goes when its owner does.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/lunette-client-XXXXXX".utf8CString)
        let made = mkdtemp(&template)
        precondition(made != nil, "no temporary folder")
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Writes a file, with its folders, and says where it is.
    @discardableResult
    func write(_ name: String, _ text: String, mode: mode_t = 0o600) -> String {
        var folder = path
        for part in name.split(separator: "/").dropLast() {
            folder += "/\(part)"
            mkdir(folder, 0o700)
        }
        let file = "\(path)/\(name)"
        let descriptor = creat(file, mode)
        precondition(descriptor >= 0, "cannot write \(file)")
        let bytes = Array(text.utf8)
        precondition(Glibc.write(descriptor, bytes, bytes.count) == bytes.count, "disk full")
        close(descriptor)
        return file
    }

    deinit {
        remove(path)
    }

    private func remove(_ path: String) {
        if let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name != ".", name != ".." { remove("\(path)/\(name)") }
            }
            closedir(folder)
        }
        Glibc.remove(path)
    }
}
