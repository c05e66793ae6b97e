import LunetteBase

/// A script to run: its source, where it comes from, and what its manifest says.
public struct Script: Sendable {
    /// As it was given on the command line; nil for a chunk of code.
    public let file: String?
    public let source: [UInt8]
    public let manifest: Manifest
    let hasManifest: Bool

    /// Reads the manifest; runs nothing.
    public init(file: String?, source: [UInt8]) throws(ManifestError) {
        self.file = file
        self.source = source
        let manifest = try Manifest(source: source)
        hasManifest = manifest != nil
        self.manifest = manifest ?? Manifest()
    }

    /// What to call it: the manifest's name, else the file's.
    public var name: String {
        manifest.name ?? file.map(fileName) ?? "eval"
    }

    /// The folder that `require` may look in.
    var folder: String? { file.map(Self.folder) }

    /// The folder that a script's file lies in.
    public static func folder(of file: String) -> String {
        guard let slash = file.lastIndex(of: "/") else { return "." }
        return slash == file.startIndex ? "/" : String(file[..<slash])
    }

    /// Its name in messages, as Lua has them: relative to its folder, so that no path of the host
    /// reaches a script.
    var chunkName: String {
        file.map { "@\(fileName($0))" } ?? "=eval"
    }

    /// The path, as the command line would write it, of a file that messages name.
    func path(ofChunk chunk: String) -> String {
        guard let file else { return chunk }
        if chunk == fileName(file) { return file }
        guard let folder, folder != "." else { return chunk }
        return folder == "/" ? "/\(chunk)" : "\(folder)/\(chunk)"
    }
}

private func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
}
