import LunetteBase

/// What a request is signed with.
public struct Credentials: Sendable, Hashable {
    public let accessKeyID: String
    public let signingKey: SigningKey
    /// Present for the temporary credentials of STS.
    public let securityToken: Secret?

    public init(accessKeyID: String, accessKeySecret: Secret, securityToken: Secret? = nil) {
        self.accessKeyID = accessKeyID
        signingKey = SigningKey(accessKeySecret)
        self.securityToken = securityToken
    }

    public var accessKeySecret: Secret { signingKey.secret }
}
