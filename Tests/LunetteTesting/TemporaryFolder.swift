import Foundation

/// A folder of a test's own, gone with it.
public final class TemporaryFolder: Sendable {
    public let path: String

    /// One for all tests of a process that do not mind each other.
    public static let shared: TemporaryFolder = {
        do {
            return try TemporaryFolder()
        } catch {
            preconditionFailure("no temporary folder: \(error)")
        }
    }()

    public init() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("lunette-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }
}
