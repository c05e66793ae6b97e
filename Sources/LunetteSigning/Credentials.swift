import LunetteBase

/// What a request is signed with.
public struct Credentials: Sendable, Hashable {
    public let accessKeyID: String
    public let accessKeySecret: Secret
    /// Present for the temporary credentials of STS.
    public let securityToken: Secret?

    public init(accessKeyID: String, accessKeySecret: Secret, securityToken: Secret? = nil) {
        self.accessKeyID = accessKeyID
        self.accessKeySecret = accessKeySecret
        self.securityToken = securityToken
    }
}
