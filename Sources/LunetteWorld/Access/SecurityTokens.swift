import LunetteBase

/// STS: becoming a role for a while, and asking who one is.
enum SecurityTokens {
    static let assumeRole = OperationModel(
        "AssumeRole", product: "Sts", .change, on: [.role("RoleArn")], run: assumeRole)
    static let callerIdentity = OperationModel(
        "GetCallerIdentity", product: "Sts", .read, on: [], run: callerIdentity)

    /// RAM's, which answers the name that the caller's account was given.
    static let accountAlias = OperationModel(
        "GetAccountAlias", product: "Ram", .read, on: [.anything]
    ) { world, call throws(Refusal) in
        let alias = world.account(call.request.caller.accountID)?.alias ?? ""
        return Reply { _, writer in writer.field("AccountAlias", alias) }
    }

    private struct Subject: Sendable {
        let call: Call
        let account: Account?
        let role: RAMRole?

        /// `acs:ram::1234567890123456:role/operator`.
        init(_ call: Call, in world: World) {
            self.call = call
            let parts = (call["RoleArn"] ?? "").split(
                separator: ":", omittingEmptySubsequences: false)
            let isRole =
                parts.count == 5 && parts[0] == "acs" && parts[1] == "ram"
                && parts[4].hasPrefix("role/")
            account = isRole ? world.account(String(parts[3])) : nil
            let name = isRole ? String(parts[4].dropFirst(5)) : ""
            role = account?.roles.first { $0.name == name }
        }

        var isTrusted: Bool {
            let caller = call.request.caller
            let root = "acs:ram::\(caller.accountID):root"
            return (role?.trustedPrincipals ?? []).contains {
                $0 == root || globMatches($0, caller.arn)
            }
        }

        var seconds: Int? { call["DurationSeconds"].map { Int($0) ?? -1 } }
    }

    private static let checks: [Check<Subject>] = [
        Check("S2") { subject, _ in
            ["RoleArn", "RoleSessionName"].first { subject.call[$0] == nil }
        },
        .when("S3") { subject, _ in subject.call.request.caller.principal == .root },
        .when("S4") { subject, _ in subject.role == nil },
        .when("S5") { subject, _ in !subject.isTrusted },
        .when("S6") { subject, _ in
            !isSessionName(subject.call["RoleSessionName"] ?? "")
        },
        .when("S7") { subject, _ in
            let longest = max(900, subject.role?.maximumSessionSeconds ?? 0)
            return subject.seconds.map { !(900...longest).contains($0) } ?? false
        },
        .when("S8") { subject, _ in
            subject.call["Policy"].map { Policy(parsing: $0) == nil } ?? false
        },
    ]

    private static func assumeRole(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        let subject = Subject(call, in: world)
        _ = try world.check(subject, against: checks, in: call.contract)
        guard let account = subject.account, let role = subject.role else { return Reply() }
        let session = world.openSession(
            of: role, in: account, name: call["RoleSessionName"] ?? "",
            seconds: subject.seconds ?? min(3_600, role.maximumSessionSeconds),
            policy: call["Policy"].flatMap { Policy(parsing: $0) }, now: call.now)
        let identity = Identity(
            accountID: account.id,
            principal: .roleSession(
                role: role.name, session: session.name, accessKeyID: session.accessKeyID))
        return Reply(isChange: true) { _, writer in
            writer.object("AssumedRoleUser") { writer in
                writer.field("Arn", identity.arn)
                writer.field("AssumedRoleId", "\(role.name):\(session.name)")
            }
            writer.object("Credentials") { writer in
                writer.field("AccessKeyId", session.accessKeyID)
                writer.field("AccessKeySecret", session.secret.reveal())
                writer.field("SecurityToken", session.securityToken.reveal())
                writer.field("Expiration", session.expiration.text)
            }
        }
    }

    private static func callerIdentity(_ world: inout World, _ call: Call)
        throws(Refusal) -> Reply
    {
        let caller = call.request.caller
        return Reply { _, writer in
            writer.field("AccountId", caller.accountID)
            writer.field("Arn", caller.arn)
            switch caller.principal {
            case .root:
                writer.field("IdentityType", "Account")
                writer.field("PrincipalId", caller.accountID)
                writer.field("UserId", caller.accountID)
            case .user(let name):
                writer.field("IdentityType", "RAMUser")
                writer.field("PrincipalId", name)
                writer.field("UserId", name)
            case .roleSession(let role, let session, _):
                writer.field("IdentityType", "AssumedRoleUser")
                writer.field("PrincipalId", "\(role):\(session)")
                writer.field("RoleId", role)
            }
        }
    }

    /// 2 to 64 letters, digits or `.@-_`.
    private static func isSessionName(_ name: String) -> Bool {
        (2...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                    || (0x61...0x7A).contains(byte) || Array(".@-_".utf8).contains(byte)
            }
    }
}

extension World {
    /// Opens a session, and forgets those that have expired for a day.
    fileprivate mutating func openSession(
        of role: RAMRole, in account: Account, name: String, seconds: Int, policy: Policy?,
        now: Timestamp
    ) -> RoleSession {
        var session = RoleSession()
        session.accessKeyID = makeID("STS.")
        session.secret = Secret(makeID("secret-"))
        session.securityToken = Secret(makeID("token-"))
        session.expiration = now + .seconds(seconds)
        session.roleName = role.name
        session.name = name
        session.policy = policy
        guard let index = accounts.firstIndex(where: { $0.id == account.id }) else {
            return session
        }
        accounts[index].sessions.removeAll { $0.expiration + .seconds(86_400) < now }
        accounts[index].sessions.append(session)
        return session
    }
}
