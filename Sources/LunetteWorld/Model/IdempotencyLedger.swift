import LunetteBase

/// What requests with a `ClientToken` made, so that a repeated one is told the same.
struct IdempotencyLedger: Sendable {
    struct Key: Hashable, Sendable {
        var accountID = ""
        var operation = ""
        var token = ""
    }

    struct Entry: Hashable, Sendable {
        var key = Key()
        /// The request's other parameters.
        var parameters: [String: String] = [:]
        /// The ids of what was made.
        var ids: [String] = []
    }

    private(set) var entries: [Key: Entry] = [:]

    subscript(key: Key) -> Entry? { entries[key] }

    mutating func add(_ entry: Entry) {
        entries[entry.key] = entry
    }
}

extension Call {
    /// What names this call among those with a token; nil without one.
    var idempotencyKey: IdempotencyLedger.Key? {
        self["ClientToken"].map {
            IdempotencyLedger.Key(accountID: accountID, operation: request.operation, token: $0)
        }
    }
}

extension World {
    /// The ids that the same call made before; nil when it is the first, or has no token.
    func idsMade(before call: Call) throws(Refusal) -> [String]? {
        guard let key = call.idempotencyKey else { return nil }
        guard key.token.utf8.count <= 64 else { throw Rule.named("I1").refusal("ClientToken") }
        guard let entry = idempotency[key] else { return nil }
        guard entry.parameters == call.request.parameters else {
            throw Rule.named("I2").refusal("")
        }
        return entry.ids
    }

    mutating func remember(_ ids: [String], madeBy call: Call) {
        guard let key = call.idempotencyKey else { return }
        idempotency.add(
            IdempotencyLedger.Entry(key: key, parameters: call.request.parameters, ids: ids))
    }
}

extension IdempotencyLedger.Entry: FileRecord {
    mutating func code(_ fields: inout FieldCoder) throws(FileMistake) {
        try fields.code("account_id", &key.accountID)
        try fields.code("operation", &key.operation)
        try fields.code("client_token", &key.token)
        try fields.code("parameters", &parameters)
        try fields.code("ids", &ids, default: [])
    }
}
