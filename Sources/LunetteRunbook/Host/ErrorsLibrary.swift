import LunetteBase
import LunetteCatalogue
import LunetteLua

/// The `errors` module: every documented code as a constant, and `errors.new`, which makes an
/// error object.
public enum ErrorsLibrary {
    public static let library = HostLibrary(
        "errors", fields: [("new", .hostFunction(new))],
        lookUp: { code in
            if ErrorCodes.contains(code) { return .string(code) }
            let close = suggestion(for: code, among: ErrorCodes.all)
            let hint = close.map { "; did you mean '\($0)'?" } ?? ""
            throw ErrorObject(
                kind: .invalid, code: "UnknownErrorCode",
                message: "there is no error code '\(code)'\(hint)", disposition: .fix,
                explanation: "Codes are written as the service documents them; those with a dot "
                    + "as errors[\"InvalidInstanceId.NotFound\"].")
        })

    /// `errors.new{ code=, message=, … }`: an error object to raise. What is known of a documented
    /// code need not be said: `disposition` and `explanation` come from the code book.
    private static let new = HostFunction(
        "errors.new",
        immediate: { arguments in
            let facts = try OptionTable(
                try arguments.table(1, "facts"), of: "errors.new",
                knowing: [
                    "code", "message", "kind", "disposition", "explanation", "operation",
                    "target", "region_id",
                ])
            guard let code = try facts.text("code"), let message = try facts.text("message") else {
                throw facts.misfit("code and message are needed")
            }
            let advice = CodeBook.advice(for: code)
            var object = ErrorObject(
                kind: try facts.word("kind") ?? .service, code: code, message: message,
                disposition: try facts.word("disposition") ?? advice.disposition,
                explanation: try facts.text("explanation") ?? advice.explanation)
            object.operation = try facts.text("operation")
            object.target = try facts.text("target")
            object.regionID = try facts.text("region_id")
            return .value(.error(object))
        })
}
