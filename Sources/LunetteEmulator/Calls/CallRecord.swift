import LunetteBase

/// One request in the call log. It never holds a secret, a signature or a security token.
public struct CallRecord: Sendable, Hashable {
    /// Counted from 1 since the start.
    public let sequence: Int
    /// By the emulator's clock.
    public let time: Timestamp
    /// Empty when the request named none.
    public let operation: String
    /// The operation's own, flat, in the order of the wire; passwords are masked.
    public let parameters: [NamedValue]
    public let accessKeyID: String?
    /// `ACS3-HMAC-SHA256`, `HMAC-SHA1`, or nil for an unsigned request.
    public let algorithm: String?
    public let nonce: String?
    /// Nil for success.
    public let code: String?
    /// As sent, or as it would have been sent had a fault not kept it back.
    public let status: Int
    public let requestID: String
    /// The rule that refused, by its id.
    public let ruleID: String?
    /// The fault that was applied, by its effect.
    public let fault: String?
    /// The header `Host`.
    public let host: String
}

extension CallRecord {
    /// Appends the record as one line of NDJSON.
    func writeLine(to bytes: inout [UInt8]) {
        append("{\"sequence\":", to: &bytes)
        append(sequence, to: &bytes)
        write("time", time.millisecondText, to: &bytes)
        write("operation", operation, to: &bytes)
        append(",\"parameters\":{", to: &bytes)
        var isFirst = true
        for parameter in parameters {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            JSONValue.write(parameter.name, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            JSONValue.write(parameter.value, to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
        write("access_key_id", accessKeyID, to: &bytes)
        write("algorithm", algorithm, to: &bytes)
        write("nonce", nonce, to: &bytes)
        write("code", code, to: &bytes)
        append(",\"status\":", to: &bytes)
        append(status, to: &bytes)
        write("request_id", requestID, to: &bytes)
        write("rule_id", ruleID, to: &bytes)
        write("fault", fault, to: &bytes)
        write("host", host, to: &bytes)
        append("}\n", to: &bytes)
    }

    private func append(_ text: StaticString, to bytes: inout [UInt8]) {
        bytes.append(
            contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private func append(_ number: Int, to bytes: inout [UInt8]) {
        String(number).withBytes { bytes.append(contentsOf: $0) }
    }

    private func write(_ name: StaticString, _ value: String?, to bytes: inout [UInt8]) {
        append(",\"", to: &bytes)
        append(name, to: &bytes)
        append("\":", to: &bytes)
        if let value {
            JSONValue.write(value, to: &bytes)
        } else {
            append("null", to: &bytes)
        }
    }

    /// Reads a line back; nil when it isn't one.
    init?(line: some Sequence<UInt8>) {
        guard let value = try? JSONValue(parsing: line),
            let sequence = value["sequence"]?.integer,
            let time = value["time"]?.string.flatMap(Timestamp.init(text:)),
            let operation = value["operation"]?.string, let status = value["status"]?.integer,
            let requestID = value["request_id"]?.string, let host = value["host"]?.string
        else { return nil }
        self.sequence = Int(sequence)
        self.time = time
        self.operation = operation
        parameters = (value["parameters"]?.object?.members ?? []).map {
            NamedValue($0.name, $0.value.string ?? "")
        }
        accessKeyID = value["access_key_id"]?.string
        algorithm = value["algorithm"]?.string
        nonce = value["nonce"]?.string
        code = value["code"]?.string
        self.status = Int(status)
        self.requestID = requestID
        ruleID = value["rule_id"]?.string
        fault = value["fault"]?.string
        self.host = host
    }
}
