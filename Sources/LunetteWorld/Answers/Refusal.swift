/// Why an operation was not done.
struct Refusal: Error, Hashable {
    var status: Int
    var code: String
    var message: String
    var ruleID: String?
    /// What RAM missed, where that is the reason.
    var denial: AccessDenial?
}

/// Which permission was missing, for whom.
struct AccessDenial: Hashable {
    var action: String
    var identity: Identity
    var isExplicit: Bool
}

extension ServiceAnswer {
    init(refusing request: ServiceRequest, _ refusal: Refusal) {
        var writer = AnswerWriter(format: request.format)
        writer.document("Error") { writer in
            writer.field("RequestId", request.requestID)
            writer.field("HostId", request.hostID)
            writer.field("Code", refusal.code)
            writer.field("Message", refusal.message)
            writer.field(
                "Recommend",
                "https://api.aliyun.com/troubleshoot?q=\(refusal.code)&product=\(request.product)")
            if let denial = refusal.denial { writer.field(denial) }
        }
        self.init(
            status: refusal.status, body: writer.bytes, code: refusal.code,
            message: refusal.message, ruleID: refusal.ruleID, isChange: false)
    }
}

extension AnswerWriter {
    fileprivate mutating func field(_ denial: AccessDenial) {
        object("AccessDeniedDetail") { writer in
            writer.field("AuthAction", denial.action)
            writer.field("AuthPrincipalOwnerId", denial.identity.accountID)
            switch denial.identity.principal {
            case .root:
                writer.field("AuthPrincipalType", "AccountRoot")
                writer.field("AuthPrincipalDisplayName", denial.identity.accountID)
            case .user(let name):
                writer.field("AuthPrincipalType", "SubUser")
                writer.field("AuthPrincipalDisplayName", name)
            case .roleSession(let role, let session, _):
                writer.field("AuthPrincipalType", "AssumedRoleUser")
                writer.field("AuthPrincipalDisplayName", "\(role):\(session)")
            }
            writer.field("NoPermissionType", denial.isExplicit ? "ExplicitDeny" : "ImplicitDeny")
            writer.field("PolicyType", "AccountLevelIdentityBasedPolicy")
        }
    }
}
