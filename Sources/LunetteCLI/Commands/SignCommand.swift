import ArgumentParser
import LunetteBase
import LunetteCatalogue
import LunetteClient
import LunetteSigning
import LunetteSystem

/// `lunette sign`: shows what is signed and how; sends nothing.
struct SignCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign", _superCommandName: "lunette",
        abstract: "Shows a request's canonical request, string to sign and signature.",
        discussion: """
            The access key is read from ALIBABA_CLOUD_ACCESS_KEY_ID, \
            ALIBABA_CLOUD_ACCESS_KEY_SECRET and ALIBABA_CLOUD_SECURITY_TOKEN when it is not \
            given. Nothing is sent.
            """)

    @Argument(help: "The operation: LeaveSecurityGroup, or leave_security_group.")
    var operation: String?

    @Option(
        name: [.customShort("p"), .customLong("parameter")],
        help: ArgumentHelp("A request parameter; repeatable.", valueName: "name=value"))
    var parameters: [String] = []

    @Option(
        name: .customLong("request"),
        help: "Sign requests that anyone made: a JSON file with one or an array, or -.")
    var requestFile: String?

    @Option(help: "The access key's id.")
    var accessKeyId: String?

    @Option(help: "The access key's secret; better left to the environment.")
    var accessKeySecret: String?

    @Option(help: "The token of temporary credentials.")
    var securityToken: String?

    @Option(help: "The date to sign with, such as 2026-01-01T00:00:00Z (default: now).")
    var date: String?

    @Option(help: "The nonce to sign with (default: a new one).")
    var nonce: String?

    @Option(help: "acs3-hmac-sha256 or rpc-hmac-sha1.")
    var algorithm: String = "acs3-hmac-sha256"

    @Option(help: "The host that the request is for.")
    var host: String = "ecs-cn-hangzhou.aliyuncs.com"

    @Option(help: "POST or GET.")
    var method: String = "POST"

    @Flag(help: "Print one JSON object.")
    var json = false

    func run() throws {
        if let requestFile {
            guard operation == nil else {
                throw Failure(.usage, "give an operation or --request, not both")
            }
            try RequestSigning(file: requestFile, printsJSON: json).run()
            return
        }
        guard let operation else {
            throw Failure(
                .usage, "sign needs an operation, or --request FILE",
                advice: [
                    "lunette sign LeaveSecurityGroup -p SecurityGroupId=sg-1 -p InstanceId=i-1"
                ])
        }
        let signed = SignedCall(
            try call(operation), credentials: try credentials(), date: try signingDate(),
            nonce: nonce ?? SystemRandomness().nonce(), algorithm: try signingAlgorithm())
        Console.writeOut(json ? Self.json(signed).printout : printableLines(Self.text(signed)))
    }

    private func call(_ operation: String) throws -> UnsignedCall {
        let known = try SignableOperation(named: operation)
        guard ["POST", "GET"].contains(method) else {
            throw Failure(.usage, "--method takes POST or GET, not '\(method)'")
        }
        var items: [NamedValue] = []
        for parameter in parameters {
            guard let equals = parameter.firstIndex(of: "=") else {
                throw Failure(.usage, "-p takes Name=value, not '\(parameter)'")
            }
            let name = known.wireName(ofParameter: String(parameter[..<equals]))
            items.append(NamedValue(name, String(parameter[parameter.index(after: equals)...])))
        }
        return UnsignedCall(
            operation: known.name, version: known.version, method: method, host: host,
            parameters: items)
    }

    private func credentials() throws -> Credentials {
        let environment = Environment.process
        if accessKeySecret != nil, Console.errorIsTerminal {
            Console.writeError(
                "warning: a secret on the command line stays in the shell's history; "
                    + "ALIBABA_CLOUD_ACCESS_KEY_SECRET is a better place\n")
        }
        guard let id = accessKeyId ?? environment["ALIBABA_CLOUD_ACCESS_KEY_ID"],
            let secret = accessKeySecret ?? environment["ALIBABA_CLOUD_ACCESS_KEY_SECRET"]
        else {
            throw Failure(
                .configuration, "there is no access key to sign with",
                advice: [
                    "set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET, or give "
                        + "--access-key-id and --access-key-secret"
                ])
        }
        let token = securityToken ?? environment["ALIBABA_CLOUD_SECURITY_TOKEN"]
        return Credentials(
            accessKeyID: id, accessKeySecret: Secret(secret),
            securityToken: token.map { Secret($0) })
    }

    private func signingDate() throws -> Timestamp {
        guard let date else { return SystemClock().now() }
        guard let timestamp = Timestamp(text: date) else {
            throw Failure(
                .usage, "--date takes a UTC date such as 2026-01-01T00:00:00Z, not '\(date)'")
        }
        return timestamp
    }

    private func signingAlgorithm() throws -> SignedCall.Algorithm {
        switch algorithm.lowercased() {
        case "acs3-hmac-sha256": return .acs3
        case "rpc-hmac-sha1", "hmac-sha1": return .rpc
        default:
            throw Failure(
                .usage,
                "--algorithm takes acs3-hmac-sha256 or rpc-hmac-sha1, not '\(algorithm)'")
        }
    }

    private static func json(_ signed: SignedCall) -> JSONValue {
        var headers = JSONObject()
        for header in signed.headers { headers.append(header.name, .string(header.value)) }
        return [
            "method": .string(signed.method),
            "url": .string(url(of: signed)),
            "headers": .object(headers),
            "body": "",
            "canonical_request": signed.canonicalRequest.map(JSONValue.string) ?? .null,
            "string_to_sign": .string(signed.stringToSign),
            "signature": .string(signed.signature),
        ]
    }

    /// Only the emulator's is not https.
    private static func url(of signed: SignedCall) -> String {
        let scheme = Endpoint(signed.host)?.scheme ?? "https"
        return "\(scheme)://\(signed.host)\(signed.target)"
    }

    private static func text(_ signed: SignedCall) -> String {
        var parts = ["\(signed.method) \(url(of: signed))"]
        parts += signed.headers.map { "\($0.name): \($0.value)" }
        if let canonicalRequest = signed.canonicalRequest {
            parts += ["", "canonical request", "-----------------", canonicalRequest]
        }
        parts += ["", "string to sign", "--------------", signed.stringToSign]
        parts += ["", "signature", "---------", signed.signature]
        return parts.joined(separator: "\n") + "\n"
    }
}

/// An operation that `sign` knows: one of the catalogue, or of STS.
private struct SignableOperation {
    let name: String
    let version: String
    private let parameters: [Parameter]

    init(named spelling: String) throws {
        if let operation = Catalogue.operation(named: spelling) {
            name = operation.name
            version = Catalogue.version
            parameters = operation.parameters
            return
        }
        let sts = ["AssumeRole", "AssumeRoleWithOIDC", "GetCallerIdentity"]
        if let known = sts.first(where: { $0 == spelling || snakeCase($0) == spelling }) {
            name = known
            version = "2015-04-01"
            parameters = []
            return
        }
        throw Failure.unknownOperation(spelling)
    }

    func wireName(ofParameter spelling: String) -> String {
        parameters.first { $0.luaName == spelling }?.name ?? spelling
    }
}

extension Failure {
    /// The refusal of a name that is no operation, with the closest one.
    static func unknownOperation(_ name: String) -> Failure {
        let close = suggestion(for: name, among: Catalogue.names)
        return Failure(
            .usage, "there is no operation '\(name)'",
            advice: close.map { ["did you mean \($0) (ecs.\(snakeCase($0)))?"] } ?? [])
    }
}
