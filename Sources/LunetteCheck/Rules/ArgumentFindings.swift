import LunetteBase
import LunetteCatalogue
import LunetteRunbook
import LunetteSyntax

// A call's arguments, judged by the very code that judges them in a run: each by itself among
// samples of the others, so that the one that is wrong can be pointed at.
extension Subject {
    func arguments(of use: OperationUse, _ call: CallSite) -> [Complaint] {
        guard call.arguments.count <= 1 else {
            return [wrongArguments(call, at: call.arguments[1], use)]
        }
        guard let argument = call.arguments.first else { return missing(use, call, nil) }
        if case .string = argument.bare.form { return [wrongArguments(call, at: argument, use)] }
        guard let given = call.given else { return [] }
        if let first = given.positional.first, given.isWhole {
            return [wrongArguments(call, at: first, use)]
        }
        let findings = given.fields.flatMap { finding(for: $0, given, use) }
        return findings.isEmpty ? missing(use, call, given) : findings
    }

    private func wrongArguments(
        _ call: CallSite, at expression: LuaExpression, _ use: OperationUse
    ) -> Complaint {
        let sample =
            use.operation.parameters.first { $0.isRequired } ?? use.operation.parameters.first
        return Complaint(
            .wrongArguments, at: expression, "an operation takes one table of named parameters",
            remedy: "write \(use.name) { \(sample?.luaName ?? "name") = … }")
    }

    private func finding(
        for field: GivenTable.Field, _ given: GivenTable, _ use: OperationUse
    ) -> [Complaint] {
        let operation = use.operation
        guard let parameter = operation.parameter(inEitherSpelling: field.name) else {
            let names = operation.parameters.map(\.luaName)
            let hint = suggestion(for: field.name, among: names)
            return [
                Complaint(
                    .unknownParameter, at: field.key,
                    "\(operation.luaName) has no parameter '\(field.name)'",
                    remedy: hint.map { "did you mean \($0)?" }
                        ?? "lunette explain \(operation.luaName) lists them")
            ]
        }
        if case .function = field.literal {
            return [
                Complaint(
                    .wrongType, at: field.value,
                    "\(operation.luaName): \(field.name) cannot be a function")
            ]
        }
        let unknown = unknownValues(field.value, field.literal, of: parameter, operation)
        guard unknown.isEmpty, let value = json(field.literal) else { return unknown }
        var arguments = samples(for: operation, besides: parameter.name)
        arguments[parameter.luaName] = value
        do {
            _ = try operation.wireParameters(arguments, region: "cn-hangzhou")
            return []
        } catch {
            guard error.code == "InvalidParameterType" || error.code == "UnknownParameter" else {
                return []
            }
            let (message, remedy) = split(error.message)
            let rule: Rule = error.code == "UnknownParameter" ? .unknownParameter : .wrongType
            return [
                Complaint(
                    rule, at: field.value, message,
                    remedy: remedy
                        ?? "lunette explain \(operation.luaName) lists parameters and types")
            ]
        }
    }

    /// Texts that the operation's page does not list, in tables too.
    private func unknownValues(
        _ expression: LuaExpression, _ literal: Literal?, of parameter: Parameter,
        _ operation: Operation
    ) -> [Complaint] {
        if case .table(let fields) = expression.bare.form {
            return fields.flatMap { field in
                let name = field.key?.string
                let inner =
                    name.map { name in parameter.fields.first { $0.isSpelt(name) } } ?? parameter
                return inner.map { unknownValues(field.value, nil, of: $0, operation) } ?? []
            }
        }
        guard let values = parameter.values else { return [] }
        var texts = [expression.bare.string].compactMap { $0 }
        if case .value(.string(let text))? = literal { texts = [text] }
        if case .oneOf(let several)? = literal { texts = several }
        guard let text = texts.first(where: { !values.contains($0) }) else { return [] }
        let listed = "the page lists \(values.texts.joined(separator: ", "))"
        return [
            Complaint(
                .unknownValue, at: expression,
                "\(operation.luaName): \(parameter.luaName) is never '\(text)'",
                remedy: values.closest(to: text).map { "did you mean '\($0)'? \(listed)" } ?? listed
            )
        ]
    }

    /// What is missing or excludes each other, where all names are known.
    private func missing(_ use: OperationUse, _ call: CallSite, _ given: GivenTable?) -> [Complaint]
    {
        guard given?.isWhole ?? true else { return [] }
        let operation = use.operation
        var arguments: JSONObject = [:]
        for field in given?.fields ?? [] {
            if case .value(.null) = field.literal { continue }
            guard let parameter = operation.parameter(inEitherSpelling: field.name) else {
                continue
            }
            // Both spellings of one parameter are two arguments.
            arguments.append(field.name, sample(of: parameter))
        }
        do {
            _ = try operation.wireParameters(arguments, region: "cn-hangzhou")
            return []
        } catch {
            let (message, remedy) = split(error.message)
            return [
                Complaint(
                    .missingParameter, at: call.place, columns: call.columns, message,
                    remedy: remedy ?? "lunette explain \(operation.luaName) lists its parameters")
            ]
        }
    }

    // MARK: Values

    /// A value to judge; nil where too little is known.
    private func json(_ literal: Literal) -> JSONValue? {
        switch literal {
        case .value(let value): value
        case .sample(let value): value
        case .oneOf(let texts): texts.first.map { .string($0) }
        case .element: .string("x")
        case .argument(let name): manifest?.parameters.first { $0.name == name }?.sample
        case .function, .unknown: nil
        }
    }

    private func samples(for operation: Operation, besides name: String) -> JSONObject {
        var object: JSONObject = [:]
        for parameter in operation.parameters where parameter.isRequired && parameter.name != name {
            object[parameter.luaName] = sample(of: parameter)
        }
        return object
    }

    private func sample(of parameter: Parameter) -> JSONValue {
        let one: JSONValue =
            switch parameter.kind {
            case .string: "x"
            case .integer, .long, .number: 1
            case .boolean: true
            case .object, .map: .object([:])
            }
        return parameter.isList ? [one] : one
    }

    private func split(_ message: String) -> (String, remedy: String?) {
        guard let separator = message.firstRange(of: "; ") else { return (message, nil) }
        return (
            String(message[..<separator.lowerBound]), String(message[separator.upperBound...])
        )
    }
}

extension Operation {
    fileprivate func parameter(inEitherSpelling name: String) -> Parameter? {
        parameters.first { $0.isSpelt(name) }
    }
}

extension Parameter {
    /// By its name in Lua, or by the one on the wire.
    fileprivate func isSpelt(_ name: String) -> Bool { luaName == name || self.name == name }
}

extension ParameterDeclaration {
    /// Some value of its type; nil where a script may turn it into several.
    fileprivate var sample: JSONValue? {
        switch kind {
        case .string, .file: "x"
        case .integer: 1
        case .boolean: true
        case .list: ["x"]
        case .number, .duration, .secret, .webhook: nil
        }
    }
}
