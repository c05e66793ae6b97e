extension Operation {
    /// A read whose answer reveals secrets: it needs an explicit grant, and its answer is never
    /// printed or recorded.
    public var isSensitive: Bool { sensitiveReads.contains(name) }

    /// The permission that a call needs, as RAM policies and manifests name it.
    public var permission: String { "ecs:\(name)" }
}

/// Source: the API facts, §5.
private let sensitiveReads: Set<String> = [
    "DescribeInstanceVncUrl", "DescribeUserData", "GetInstanceConsoleOutput",
    "GetInstanceScreenshot",
]
