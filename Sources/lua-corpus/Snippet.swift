import LunetteSystem

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One file of the corpus.
struct Snippet {
    let path: String
    let source: [UInt8]

    init(path: String) throws(FileError) {
        self.path = path
        source = try readFile(path)
    }

    var firstLine: String {
        String(decoding: source.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }

    /// The Lua files that a path names: itself, or those in the folder, in the order of their
    /// names.
    static func paths(at path: String) -> [String] {
        guard let directory = opendir(path) else { return [path] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".lua") { names.append("\(path)/\(name)") }
        }
        return names.sorted()
    }
}
