extension Operation {
    /// The permission that a call needs, as RAM policies and manifests name it.
    public var permission: String { "ecs:\(name)" }
}

/// Fields of answers, by name; the console's output and a key pair's private half among them.
let secretAnswers: Set<String> = [
    "ConsoleOutput", "PrivateKeyBody", "Screenshot", "UserData", "VncUrl",
]

/// Parameters, and fields of answers, whose values are never shown or recorded.
public let secretParameters: Set<String> = [
    "Password", "VncPassword", "UserData", "PrivateKeyBody", "CommandContent", "Content",
    "WebSocketUrl", "ActivationCode",
]

/// Reads whose answers reveal secrets. Source: the API facts, §5.
let sensitiveReads: Set<String> = [
    "DescribeInstanceVncUrl", "DescribeUserData", "GetInstanceConsoleOutput",
    "GetInstanceScreenshot",
]
