import LunetteBase

extension Account: FileRecord {
    mutating func code(_ fields: inout FieldCoder) throws(FileMistake) {
        try fields.code("account_id", &id)
        try fields.code("account_alias", &alias)
        try fields.code("access_keys", &accessKeys, default: [])
        try fields.code("users", &users, default: [])
        try fields.code("roles", &roles, default: [])
        try fields.code("sessions", &sessions, default: [])
    }
}

extension AccessKey: FileRecord {
    mutating func code(_ fields: inout FieldCoder) throws(FileMistake) {
        try fields.code("access_key_id", &id)
        try fields.code("access_key_secret", &secret)
        try fields.code("status", &status, default: .active)
        try fields.code("user_name", &userName)
    }
}

extension RAMUser: FileRecord {
    mutating func code(_ fields: inout FieldCoder) throws(FileMistake) {
        try fields.code("user_name", &name)
        try fields.code("policies", &policies, default: [])
    }
}

extension RAMRole: FileRecord {
    mutating func code(_ fields: inout FieldCoder) throws(FileMistake) {
        try fields.code("role_name", &name)
        try fields.code("policies", &policies, default: [])
        try fields.code("trusted_principals", &trustedPrincipals, default: [])
        try fields.code("max_session_seconds", &maximumSessionSeconds, default: 3_600)
    }
}

extension RoleSession: FileRecord {
    mutating func code(_ fields: inout FieldCoder) throws(FileMistake) {
        try fields.code("access_key_id", &accessKeyID)
        try fields.code("access_key_secret", &secret)
        try fields.code("security_token", &securityToken)
        try fields.code("expiration", &expiration)
        try fields.code("role_name", &roleName)
        try fields.code("role_session_name", &name)
        try fields.code("policy", &policy)
    }
}

/// A policy document as RAM has it: `Version`, `Statement`, and lists that may be a single text.
extension Policy: FileRecord {
    init() { self.init(statements: []) }

    mutating func code(_ fields: inout FieldCoder) throws(FileMistake) {
        var version = "1"
        try fields.code("Version", &version, default: "")
        if !fields.isReading { version = "1" }
        try fields.code("Statement", &statements)
    }

    /// Reads a policy document, as `AssumeRole` and files have it.
    public init?(parsing text: String) {
        guard let value = try? JSONValue(parsing: text),
            let policy = try? Policy(fileValue: value)
        else { return nil }
        self = policy
    }

    /// The document.
    public var json: JSONValue { fileValue }
}

extension Policy.Statement: FileRecord {
    mutating func code(_ fields: inout FieldCoder) throws(FileMistake) {
        try fields.code("Effect", &effect)
        try fields.code("Action", oneOrMore: &actions)
        try fields.code("Resource", oneOrMore: &resources)
    }
}

extension FieldCoder {
    /// A list that may be written as its only element.
    fileprivate mutating func code(_ name: String, oneOrMore values: inout [String])
        throws(FileMistake)
    {
        var list = OneOrMore(values: values)
        try code(name, &list)
        values = list.values
    }
}

private struct OneOrMore: FileValue {
    let values: [String]

    init(values: [String]) {
        self.values = values
    }

    init(fileValue: JSONValue) throws(FileMistake) {
        if let single = fileValue.string {
            values = [single]
        } else {
            values = try [String](fileValue: fileValue)
        }
    }

    var fileValue: JSONValue { values.fileValue }
}
