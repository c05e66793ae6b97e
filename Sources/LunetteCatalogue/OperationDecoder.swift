import LunetteBase

/// Turns a line of the catalogue's data into an operation. The data is ours: a mistake in it is a
/// mistake in the program.
enum OperationDecoder {
    static func operation(name: String, line: UnsafeRawBufferPointer) -> Operation? {
        guard let data = try? JSONValue(parsing: line) else {
            preconditionFailure("the catalogue's line of \(name) is not JSON")
        }
        let response = data["response"] ?? [:]
        return Operation(
            name: name,
            isReadOnly: data["read_only"]?.bool ?? false,
            isSensitive: sensitiveReads.contains(name),
            isDeprecated: data["deprecated"]?.bool ?? false,
            isPostOnly: data["post_only"]?.bool ?? false,
            pagination: data["pagination"]?.string.flatMap(Pagination.init(rawValue:)),
            parameters: parameters(data["parameters"], of: name),
            response: response,
            secretFields: secretAnswers.intersection(response.object?.names ?? []),
            errors: (data["errors"]?.array ?? []).map(documentedError))
    }

    private static func parameters(_ data: JSONValue?, of operation: String) -> [Parameter] {
        (data?.array ?? []).map { item in
            Parameter(
                name: item["name"]?.string ?? "",
                kind: item["type"]?.string.flatMap(Parameter.Kind.init(rawValue:)) ?? .string,
                isRequired: item["required"]?.bool ?? false,
                isList: item["list"]?.bool ?? false,
                encoding: item["encoding"]?.string.flatMap(Parameter.Encoding.init(rawValue:)),
                fields: parameters(item["fields"], of: operation), operation: operation)
        }
    }

    private static func documentedError(_ item: JSONValue) -> DocumentedError {
        DocumentedError(
            code: item["code"]?.string ?? "",
            status: Int(item["status"]?.integer ?? 0),
            message: item["message"]?.string ?? "")
    }
}
