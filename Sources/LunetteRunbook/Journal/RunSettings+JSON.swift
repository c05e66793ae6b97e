import LunetteBase

extension RunSettings {
    /// What a resumed run needs of them again.
    public var json: JSONObject {
        var json = JSONObject()
        json["time_limit"] = timeLimit.map { .string($0.text) }
        json["cpu_limit"] = cpuLimit.map { .string($0.text) }
        json["memory_limit"] = memoryLimit.map { .integer(Int64($0)) }
        json["max_changes"] = maxChanges.map { .integer(Int64($0)) }
        if !allow.isEmpty { json["allow"] = .array(allow.map(JSONValue.string)) }
        return json
    }

    /// Takes over what `json` gave.
    public mutating func take(_ json: JSONObject) {
        timeLimit = timeLimit ?? json["time_limit"]?.string.flatMap(Duration.init(text:))
        cpuLimit = cpuLimit ?? json["cpu_limit"]?.string.flatMap(Duration.init(text:))
        memoryLimit = memoryLimit ?? json["memory_limit"]?.integer.map(Int.init)
        maxChanges = maxChanges ?? json["max_changes"]?.integer.map(Int.init)
        allow += json.texts("allow")
    }

    /// Whether a run could change anything with what it asks for.
    public func mayChange(_ manifest: Manifest) -> Bool {
        (manifest.allow + allow).contains { pattern in
            !["ecs:Describe", "ecs:List", "ecs:Get"].contains { pattern.hasPrefix($0) }
        }
    }
}
