import LunetteBase
import LunetteCatalogue
import LunetteLua

/// The `errors` module: every documented code as a constant.
enum ErrorsLibrary {
    static let library = HostLibrary("errors") { code in
        if ErrorCodes.contains(code) { return .string(code) }
        let hint = suggestion(for: code, among: ErrorCodes.all).map { "; did you mean '\($0)'?" }
        throw ErrorObject(
            kind: .invalid, code: "UnknownErrorCode",
            message: "there is no error code '\(code)'\(hint ?? "")", disposition: .fix,
            explanation: "Codes are written as the service documents them; those with a dot as "
                + "errors[\"InvalidInstanceId.NotFound\"].")
    }
}
