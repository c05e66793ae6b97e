import LunetteBase

/// A cloud account: its keys, users, roles and their policies.
public struct Account: Sendable, Hashable {
    public var id = ""
    /// The name that it was given, for people.
    public var alias: String?
    public var accessKeys: [AccessKey] = []
    public var users: [RAMUser] = []
    public var roles: [RAMRole] = []
    public var sessions: [RoleSession] = []

    init() {}

    public init(id: String, accessKeys: [AccessKey]) {
        self.id = id
        self.accessKeys = accessKeys
    }
}

/// A long-lived key of an account's root or of one of its users.
public struct AccessKey: Sendable, Hashable {
    public enum Status: String, Sendable, CaseIterable {
        case active = "Active"
        case inactive = "Inactive"
    }

    public var id = ""
    public var secret: Secret = ""
    public var status = Status.active
    /// Nil for the account's root, which may do everything.
    public var userName: String?

    init() {}

    public init(id: String, secret: Secret, userName: String? = nil) {
        self.id = id
        self.secret = secret
        self.userName = userName
    }
}

/// A RAM user: may do what its policies allow.
public struct RAMUser: Sendable, Hashable {
    public var name = ""
    public var policies: [Policy] = []
}

/// A RAM role: whoever it trusts may become it for a while.
public struct RAMRole: Sendable, Hashable {
    public var name = ""
    public var policies: [Policy] = []
    /// Who may assume it, as ARNs with wildcards: `acs:ram::1234567890123456:root` is everyone in
    /// that account.
    public var trustedPrincipals: [String] = []
    public var maximumSessionSeconds = 3_600
}

/// A role assumed by someone, until it expires.
public struct RoleSession: Sendable, Hashable {
    public var accessKeyID = ""
    public var secret: Secret = ""
    public var securityToken: Secret = ""
    public var expiration = Timestamp(secondsSinceEpoch: 0)
    public var roleName = ""
    public var name = ""
    /// Narrows what the role's policies allow.
    public var policy: Policy?
}

/// Who is calling.
public struct Identity: Sendable, Hashable {
    public enum Principal: Sendable, Hashable {
        case root
        case user(name: String)
        /// `accessKeyID` finds the session.
        case roleSession(role: String, session: String, accessKeyID: String)
    }

    public var accountID: String
    public var principal: Principal

    public init(accountID: String, principal: Principal) {
        self.accountID = accountID
        self.principal = principal
    }

    /// `acs:ram::1234567890123456:user/reader` and the like.
    public var arn: String {
        switch principal {
        case .root: "acs:ram::\(accountID):root"
        case .user(let name): "acs:ram::\(accountID):user/\(name)"
        case .roleSession(let role, let session, _):
            "acs:ram::\(accountID):assumed-role/\(role)/\(session)"
        }
    }
}

/// What a gateway must know about an access key to verify a signature.
public struct AccessKeyRecord: Sendable, Hashable {
    public var id: String
    public var secret: Secret
    public var isActive: Bool
    public var identity: Identity
    /// Only for sessions: the token that must come with the request, and when both end.
    public var securityToken: Secret?
    public var expiration: Timestamp?
}

extension World {
    /// The key with this id, of any account; sessions included, expired ones too.
    public func accessKey(_ id: String) -> AccessKeyRecord? {
        for account in accounts {
            if let key = account.accessKeys.first(where: { $0.id == id }) {
                return AccessKeyRecord(
                    id: id, secret: key.secret, isActive: key.status == .active,
                    identity: Identity(
                        accountID: account.id,
                        principal: key.userName.map { .user(name: $0) } ?? .root))
            }
            if let session = account.sessions.first(where: { $0.accessKeyID == id }) {
                return AccessKeyRecord(
                    id: id, secret: session.secret, isActive: true,
                    identity: Identity(
                        accountID: account.id,
                        principal: .roleSession(
                            role: session.roleName, session: session.name, accessKeyID: id)),
                    securityToken: session.securityToken, expiration: session.expiration)
            }
        }
        return nil
    }

    /// The first account's root: who calls when nobody signs.
    public var anonymousIdentity: Identity {
        Identity(accountID: accounts.first?.id ?? "", principal: .root)
    }
}
