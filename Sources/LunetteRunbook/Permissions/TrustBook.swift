import LunetteBase

/// The runbooks that somebody trusts: these very files, on these accounts.
public struct TrustBook: Sendable, Hashable {
    /// One runbook on one account.
    public struct Entry: Sendable, Hashable {
        /// Where the runbook lay; for people only.
        public var file: String
        public var accountID: String
        /// The account's name then; for people only.
        public var accountName: String
        /// The digest of each file by its path below the runbook's folder.
        public var sources: [String: String]
        /// The runbook's own name among them.
        public var main: String
        public var at: Timestamp

        public init(
            file: String, account: CloudAccount, sources: SourceSet, at: Timestamp
        ) {
            self.file = file
            accountID = account.id
            accountName = account.name
            self.sources = sources.digests
            main = sources.main
            self.at = at
        }
    }

    public private(set) var entries: [Entry] = []

    public init() {}

    /// The sources that are trusted for a runbook of this content on an account; nil when none.
    public func entry(for sources: SourceSet, accountID: String) -> Entry? {
        entries.last { $0.accountID == accountID && $0.sources == sources.digests }
    }

    /// Adds an entry, in the place of one for the same file and account.
    public mutating func insert(_ entry: Entry) {
        entries.removeAll { $0.file == entry.file && $0.accountID == entry.accountID }
        entries.append(entry)
    }

    /// Takes a file's entries out; how many there were.
    public mutating func remove(file: String) -> Int {
        let count = entries.count
        entries.removeAll { $0.file == file }
        return count - entries.count
    }
}

// MARK: As a file

extension TrustBook {
    /// Why a file of trust is none.
    public struct Unreadable: Error {
        public let reason: String
    }

    /// Reads what `json` writes.
    public init(json: JSONValue) throws(Unreadable) {
        guard json["version"]?.integer == 1, let list = json["trusted"]?.array else {
            throw Unreadable(reason: "it is no file of trusted runbooks")
        }
        for element in list { entries.append(try Entry(json: element)) }
    }

    public var json: JSONValue {
        ["version": 1, "trusted": .array(entries.map(\.json))]
    }
}

extension TrustBook.Entry {
    fileprivate init(json: JSONValue) throws(TrustBook.Unreadable) {
        guard let file = json["file"]?.string, let accountID = json["account_id"]?.string,
            let main = json["main"]?.string, let sources = json["sources"]?.object,
            let at = json["at"]?.string.flatMap(Timestamp.init(text:))
        else { throw TrustBook.Unreadable(reason: "one of its entries lacks a field") }
        self.file = file
        self.accountID = accountID
        accountName = json["account_name"]?.string ?? accountID
        self.main = main
        self.at = at
        self.sources = [:]
        for member in sources.members { self.sources[member.name] = member.value.string ?? "" }
    }

    public var json: JSONValue {
        var digests = JSONObject()
        for (name, digest) in sources.sorted(by: { $0.key < $1.key }) {
            digests.append(name, .string(digest))
        }
        return [
            "file": .string(file), "account_id": .string(accountID),
            "account_name": .string(accountName), "main": .string(main),
            "sources": .object(digests), "at": .string(at.text),
        ]
    }
}
