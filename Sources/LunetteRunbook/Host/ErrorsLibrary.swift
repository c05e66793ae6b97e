import LunetteBase
import LunetteCatalogue
import LunetteLua

/// The `errors` module: every documented code as a constant, and `errors.new`, which makes an
/// error object.
enum ErrorsLibrary {
    static let library = HostLibrary(
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
            let facts = try Facts(arguments)
            let code = try facts.text("code")
            let advice = CodeBook.advice(for: code)
            var object = ErrorObject(
                kind: try facts.word("kind") ?? .service, code: code,
                message: try facts.text("message"),
                disposition: try facts.word("disposition") ?? advice.disposition,
                explanation: try facts.optionalText("explanation") ?? advice.explanation)
            object.operation = try facts.optionalText("operation")
            object.target = try facts.optionalText("target")
            object.regionID = try facts.optionalText("region_id")
            return .value(.error(object))
        })

    /// The table that `errors.new` takes.
    private struct Facts {
        static let names = [
            "code", "message", "kind", "disposition", "explanation", "operation", "target",
            "region_id",
        ]

        let table: LuaTable

        init(_ arguments: borrowing Arguments) throws {
            table = try arguments.table(1, "facts")
            for field in table.fields ?? [] where !Self.names.contains(field.name) {
                throw Self.misfit("there is no field '\(field.name)'")
            }
        }

        func optionalText(_ name: String) throws -> String? {
            guard let value = table[name] else { return nil }
            guard let text = value.string?.text else { throw Self.misfit("\(name) must be a text") }
            return text
        }

        func text(_ name: String) throws -> String {
            guard let text = try optionalText(name) else { throw Self.misfit("\(name) is missing") }
            return text
        }

        /// One of an enumeration's words.
        func word<Word: RawRepresentable<String> & CaseIterable>(_ name: String) throws -> Word? {
            guard let text = try optionalText(name) else { return nil }
            guard let word = Word(rawValue: text) else {
                let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
                throw Self.misfit("\(name) must be one of \(words)")
            }
            return word
        }

        static func misfit(_ problem: String) -> LuaMessage {
            LuaMessage("bad argument #1 to 'errors.new' (facts: \(problem))")
        }
    }
}
