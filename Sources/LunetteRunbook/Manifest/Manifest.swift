import LunetteBase

/// What a runbook says of itself: its name, what it may call, its parameters, its limits.
public struct Manifest: Sendable {
    public var name: String?
    public var summary: String?
    /// Operations that it may call: `ecs:LeaveSecurityGroup`, `ecs:Describe*`.
    public var allow: [String] = []
    /// Regions that it may touch; empty means the bound one.
    public var regions: [String] = []
    /// In the order of the source.
    public var parameters: [ParameterDeclaration] = []
    public var timeLimit: Duration?
    public var cpuLimit: Duration?
    /// In bytes.
    public var memoryLimit: Int?
    /// The most targets that a run may change.
    public var maxChanges: Int?

    public init() {}

    /// Reads the manifest of a source, without running anything; nil when it has none.
    public init?(source: [UInt8]) throws(ManifestError) {
        guard let table = try ManifestLiteralParser.manifestTable(in: source) else { return nil }
        try self.init(ManifestTable(table, of: "runbook"))
    }

    private static let fieldNames = [
        "name", "summary", "allow", "regions", "parameters", "time_limit", "cpu_limit",
        "memory_limit", "max_changes",
    ]

    private init(_ table: ManifestTable) throws(ManifestError) {
        try table.allow(only: Self.fieldNames)
        name = try table.string("name")
        summary = try table.string("summary")
        allow = try table.strings("allow") ?? []
        regions = try table.strings("regions") ?? []
        timeLimit = try table.duration("time_limit")
        cpuLimit = try table.duration("cpu_limit")
        memoryLimit = try table.byteCount("memory_limit")
        maxChanges = try table.integer("max_changes", in: 0...Int64(Int32.max)).map(Int.init)
        guard let declarations = try table.table("parameters") else { return }
        for (name, place, declaration) in try declarations.namedTables() {
            parameters.append(try ParameterDeclaration(name: name, at: place, declaration))
        }
    }
}
