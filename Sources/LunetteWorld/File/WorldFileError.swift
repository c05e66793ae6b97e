import LunetteBase

/// What is wrong in a world file, and where.
public struct WorldFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Counted from 1; columns in bytes.
    public let line: Int
    public let column: Int
    /// `instances[3].security_group_ids[0]`; empty for a text that is not JSON.
    public let path: String
    public let message: String

    public var description: String {
        let place = "line \(line), column \(column)"
        return path.isEmpty ? "\(place): \(message)" : "\(place): \(path): \(message)"
    }
}

/// The same while the way to the top is still being walked back.
struct FileMistake: Error {
    var path: [JSONStep] = []
    let message: String

    init(_ message: String, at path: [JSONStep] = []) {
        self.message = message
        self.path = path
    }

    func inside(_ step: JSONStep) -> FileMistake {
        FileMistake(message, at: [step] + path)
    }
}
