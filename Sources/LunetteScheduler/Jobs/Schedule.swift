/// All jobs of one file.
public struct Schedule: Sendable, Hashable {
    /// The file, from the root.
    public var path: String
    /// In the order of the file.
    public var jobs: [Job]

    public init(path: String, jobs: [Job]) {
        self.path = path
        self.jobs = jobs
    }

    /// The folder of the file: runs work there.
    public var folder: String {
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    public subscript(name: String) -> Job? {
        jobs.first { $0.name == name }
    }
}
