import LunetteBase
import LunetteCatalogue
import LunetteClient

extension ErrorObject {
    /// What the client says, as scripts see it.
    init(_ error: ServiceError) {
        let advice = CodeBook.advice(for: error.code, status: error.httpStatus)
        self.init(
            kind: Self.kind(of: error), code: error.code, message: error.message,
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
        case .transport:
            return "The endpoint could not be reached, or its answer was not understood. Check the "
                + "network, the region and --endpoint."
        case .timeout: return "No answer came in time."
        case .credentials:
            return "Nothing was sent: there are no credentials to sign with. Set "
                + "ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET or a profile in "
                + "~/.aliyun/config.json; or try it without an account, with --emulator."
        case .cancelled: return "The run was ended while the call was under way."
        case .service, .throttled: return nil
        }
    }
}
