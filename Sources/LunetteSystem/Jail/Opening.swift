/// One place that a jail leaves open: a file, or a folder and all that is in it.
public struct Opening: Sendable, Hashable {
    /// What may be done there.
    public enum Use: Sendable, Hashable, CaseIterable {
        /// Read files, list folders.
        case reading
        /// Make, change, move and remove files and folders as well.
        case changing
        /// Read, write and control a terminal or another device.
        case device
    }

    /// What becomes of a place that does not exist when the jail closes.
    public enum Absence: Sendable, Hashable {
        /// It stays shut, should it come to be.
        case staysShut
        /// It is made, empty, so that it can be left open: for its owner only.
        case folderIsMade
        case fileIsMade
    }

    public let path: String
    public let use: Use
    public let absence: Absence

    /// A file or folder to read.
    public static func reading(_ path: String) -> Opening {
        Opening(path: path, use: .reading, absence: .staysShut)
    }

    /// A folder to keep files in.
    public static func folder(_ path: String) -> Opening {
        Opening(path: path, use: .changing, absence: .folderIsMade)
    }

    /// A file to write.
    public static func output(_ path: String) -> Opening {
        Opening(path: path, use: .changing, absence: .fileIsMade)
    }

    /// A device to talk to.
    public static func device(_ path: String) -> Opening {
        Opening(path: path, use: .device, absence: .staysShut)
    }
}
