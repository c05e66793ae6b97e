import LunetteBase

/// What a run is: which script, with what, against what, by whom.
public struct RunStart: Record {
    public static let kind = EntryKind.run

    /// What kind of run it is.
    public enum Purpose: String, Sendable {
        /// `lunette run`.
        case runbook
        /// `lunette eval`: its code is not on record, and it cannot be resumed.
        case eval
        /// `lunette undo`.
        case undo
        /// A REPL's session.
        case session
        /// `lunette apply`.
        case apply
    }

    public var purpose: Purpose
    /// The manifest's name, or the file's.
    public var name: String
    /// The script's file, from the root; nil when there is none.
    public var file: String?
    /// SHA-256 of the script.
    public var scriptHash: String?
    /// By name; secrets and files are not among them.
    public var arguments: JSONObject = [:]
    /// SHA-256 of the files that were given as arguments.
    public var fileHashes: JSONObject = [:]
    /// The words of the command line behind the file's name.
    public var words: [String] = []
    public var target: RunTarget
    public var operatedBy: RunOperator
    /// The rest of what the operator said, as `lunette resume` needs it again.
    public var options: JSONObject = [:]
    /// The overlap lock that it holds.
    public var lock: String?
    public var fence: Int64?
    /// The run that this one undoes.
    public var undoes: String?
    /// The plan that it applies: its hash, its author, its approvals, its times.
    public var plan: JSONObject = [:]

    public init(
        purpose: Purpose, name: String, file: String? = nil, scriptHash: String? = nil,
        target: RunTarget, operatedBy: RunOperator
    ) {
        self.purpose = purpose
        self.name = name
        self.file = file
        self.scriptHash = scriptHash
        self.target = target
        self.operatedBy = operatedBy
    }

    public init(_ body: JSONObject) {
        purpose = Purpose(rawValue: body.text("purpose")) ?? .runbook
        name = body.text("name")
        file = body.optionalText("file")
        scriptHash = body.optionalText("script_sha256")
        arguments = body.object("arguments")
        fileHashes = body.object("files_sha256")
        words = body.texts("words")
        target = RunTarget(body.object("target"))
        operatedBy = RunOperator(body.object("by"))
        options = body.object("options")
        lock = body.optionalText("lock")
        fence = body["fence"]?.integer
        undoes = body.optionalText("undoes")
        plan = body.object("plan")
    }

    public var body: JSONObject {
        var body: JSONObject = ["purpose": .string(purpose.rawValue), "name": .string(name)]
        body.appendText("file", file)
        body.appendText("script_sha256", scriptHash)
        body.appendObject("arguments", arguments)
        body.appendObject("files_sha256", fileHashes)
        body.appendTexts("words", words)
        body.append("target", .object(target.body))
        body.append("by", .object(operatedBy.body))
        body.appendObject("options", options)
        body.appendText("lock", lock)
        if let fence { body.append("fence", .integer(fence)) }
        body.appendText("undoes", undoes)
        body.appendObject("plan", plan)
        return body
    }
}

/// What a run is against.
public struct RunTarget: Sendable, Hashable {
    /// For people: `emulator`, or a profile's name.
    public var name: String
    /// Nil: each region's own.
    public var endpoint: String?
    public var regionID: String
    /// The account's number; nil when it could not be found out.
    public var accountID: String?
    /// Whose key it was: `acs:ram::1:user/ops`.
    public var principal: String?
    public var isRealAccount: Bool
    /// The emulator was part of the run's own process, and ended with it.
    public var isInProcess: Bool

    public init(
        name: String, endpoint: String?, regionID: String, isRealAccount: Bool, isInProcess: Bool
    ) {
        self.name = name
        self.endpoint = endpoint
        self.regionID = regionID
        self.isRealAccount = isRealAccount
        self.isInProcess = isInProcess
    }

    /// Reads what `body` gives.
    public init(_ body: JSONObject) {
        name = body.text("name")
        endpoint = body.optionalText("endpoint")
        regionID = body.text("region_id")
        accountID = body.optionalText("account_id")
        principal = body.optionalText("principal")
        isRealAccount = body.flag("real")
        isInProcess = body.flag("in_process")
    }

    public var body: JSONObject {
        var body: JSONObject = ["name": .string(name)]
        body.appendText("endpoint", endpoint)
        body.append("region_id", .string(regionID))
        body.appendText("account_id", accountID)
        body.appendText("principal", principal)
        body.appendFlag("real", isRealAccount)
        body.appendFlag("in_process", isInProcess)
        return body
    }
}

/// Who ran it, where, with what.
public struct RunOperator: Sendable, Hashable {
    public var user: String
    public var host: String
    public var processID: Int64
    /// Lunette's version.
    public var version: String

    public init(user: String, host: String, processID: Int64, version: String) {
        self.user = user
        self.host = host
        self.processID = processID
        self.version = version
    }

    /// Reads what `body` gives.
    public init(_ body: JSONObject) {
        user = body.text("user")
        host = body.text("host")
        processID = body.number("pid")
        version = body.text("version")
    }

    public var body: JSONObject {
        [
            "user": .string(user), "host": .string(host), "pid": .integer(processID),
            "version": .string(version),
        ]
    }
}
