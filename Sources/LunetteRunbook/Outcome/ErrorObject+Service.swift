import LunetteBase
import LunetteCatalogue
import LunetteClient
import LunetteWorld

extension ErrorObject {
    /// What the client says, as scripts see it.
    init(_ error: ServiceError) {
        let advice = CodeBook.advice(for: error.code, status: error.httpStatus)
        self.init(
            kind: Self.kind(of: error), code: error.code,
            message: error.credentials == nil
                ? error.message : "there are no credentials to sign with",
            disposition: error.disposition,
            explanation: Self.explanation(of: error) ?? advice.explanation)
        httpStatus = error.httpStatus
        requestID = error.requestID
        operation = error.operation
        target = error.target
        regionID = error.regionID
        attempts = error.attempts
    }

    private static func kind(of error: ServiceError) -> Kind {
        switch error.kind {
        case .service: .service
        case .throttled: .throttled
        case .transport, .cancelled: .transport
        case .timeout: .timeout
        case .credentials: .denied
        }
    }

    /// What the client's own codes mean; nil for the service's.
    private static func explanation(of error: ServiceError) -> String? {
        if error.disposition == .inDoubt {
            return "The change may or may not have been made, and it is not repeated by itself. "
                + "Read the state of \(error.target ?? "its target") before anything else."
        }
        switch error.kind {
        case .credentials:
            let asked = error.credentials?.attempts.map { "- \($0.provider): \($0.reason)" } ?? []
            return "Nothing was sent. Set ALIBABA_CLOUD_ACCESS_KEY_ID and "
                + "ALIBABA_CLOUD_ACCESS_KEY_SECRET or a profile in ~/.aliyun/config.json; or try "
                + "it without an account, with --emulator. Asked were, in this order:\n"
                + asked.joined(separator: "\n")
        case .cancelled: return "The run was ended while the call was under way."
        case .service: return error.clockSkew.map(explanation(ofSkew:))
        case .transport: return explanation(ofRegionIn: error)
        case .timeout, .throttled: return nil
        }
    }

    /// What a host that is not there most often comes from: a region that is spelt wrong.
    private static func explanation(ofRegionIn error: ServiceError) -> String? {
        let regionIDs = World.standard.regions.map(\.id)
        guard error.code == "HostNotResolved", !regionIDs.contains(error.regionID),
            error.message.firstRange(of: ".\(error.regionID).") != nil,
            let close = suggestion(for: error.regionID, among: regionIDs)
        else { return nil }
        return "There is no region '\(error.regionID)' that Lunette knows; did you mean "
            + "'\(close)'? If not: \(CodeBook.advice(for: error.code).explanation)"
    }

    private static func explanation(ofSkew skew: Duration) -> String {
        let seconds = Int64(skew.inSeconds)
        let distance = Duration.seconds(abs(seconds)).text
        return "This machine's clock is \(distance) \(seconds > 0 ? "behind" : "ahead of") the "
            + "service's, which takes requests that are at most 15 minutes off. Set it "
            + "(`timedatectl set-ntp true`), then repeat: nothing was done."
    }
}
