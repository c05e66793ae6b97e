import LunetteBase
import LunetteSigning
import LunetteSystem

/// `lunette sign --request FILE`: signs requests that anyone made, to find out why a signature is
/// refused.
struct RequestSigning {
    let file: String
    let printsJSON: Bool

    func run() throws {
        let document = try document()
        let requests = document.array ?? [document]
        let results = try requests.enumerated().map { index, request in
            try Self.sign(request, place: document.array == nil ? "" : "[\(index)]")
        }
        if printsJSON {
            let answer = document.array == nil ? results[0] : JSONValue.array(results)
            Console.writeOut(answer.printout)
        } else {
            for result in results {
                for member in result.object?.members ?? [] {
                    Console.writeOut(
                        printableLines("\(member.name): \(member.value.string ?? "")") + "\n")
                }
                Console.writeOut("\n")
            }
        }
    }

    private func document() throws -> JSONValue {
        do {
            return try JSONValue(parsing: readFile(file))
        } catch let error as FileError {
            throw Failure(.unreadableFile, "cannot read \(error.path): \(error.reason)")
        } catch let error as JSONSyntaxError {
            throw Failure(.usage, "\(file): \(error)")
        }
    }

    private static func sign(_ request: JSONValue, place: String) throws -> JSONValue {
        let reader = RequestReader(request: request, place: place)
        let signable = SignableRequest(
            method: try reader.text("method") ?? "POST",
            path: try reader.text("path") ?? "/",
            query: try reader.pairs("query"),
            headers: try reader.pairs("headers"),
            form: try reader.pairs("body_params"),
            body: try reader.body())
        let accessKeyID = try reader.required("access_key_id")
        let secret = Secret(try reader.required("access_key_secret"))
        switch try reader.required("algorithm") {
        case ACS3Signature.algorithm:
            let signature = ACS3Signature(of: signable, accessKeySecret: secret)
            return [
                "canonical_query": .string(signature.canonicalQuery),
                "canonical_request": .string(signature.canonicalRequest),
                "string_to_sign": .string(signature.stringToSign),
                "signature": .string(signature.signature),
                "authorization": .string(signature.authorization(accessKeyID: accessKeyID)),
            ]
        case RPCSignature.algorithm:
            let signature = RPCSignature(of: signable, accessKeySecret: secret)
            return [
                "canonical_query": .string(signature.canonicalQuery),
                "string_to_sign": .string(signature.stringToSign),
                "signature": .string(signature.signature),
            ]
        case let other:
            throw reader.wrong(
                "algorithm",
                "must be \"\(ACS3Signature.algorithm)\" or \"\(RPCSignature.algorithm)\", "
                    + "not \"\(other)\"")
        }
    }
}

/// Asks one request object for its fields.
private struct RequestReader {
    let request: JSONValue
    let place: String

    func wrong(_ name: String, _ message: String) -> Failure {
        Failure(.usage, "request\(place).\(name) \(message)")
    }

    func text(_ name: String) throws -> String? {
        guard let value = request[name], value != .null else { return nil }
        guard let text = value.string else {
            throw wrong(name, "must be a string, not \(value.kind)")
        }
        return text
    }

    func required(_ name: String) throws -> String {
        guard request.object != nil else {
            throw Failure(.usage, "request\(place) must be an object, not \(request.kind)")
        }
        guard let text = try text(name) else { throw wrong(name, "is missing") }
        return text
    }

    /// An object's members as text; null is left out, numbers and booleans are written plainly.
    func pairs(_ name: String) throws -> [NamedValue] {
        guard let value = request[name], value != .null else { return [] }
        guard let object = value.object else {
            throw wrong(name, "must be an object, not \(value.kind)")
        }
        return try object.members.compactMap { member in
            switch member.value {
            case .null: nil
            case .string(let text): NamedValue(member.name, text)
            case .integer, .number, .bool: NamedValue(member.name, member.value.text)
            case .array, .object:
                throw wrong("\(name).\(member.name)", "must be a string")
            }
        }
    }

    func body() throws -> [UInt8] {
        guard let text = try text("body_base64") else { return [] }
        guard let bytes = base64Decoded(text) else { throw wrong("body_base64", "is not base64") }
        return bytes
    }
}
