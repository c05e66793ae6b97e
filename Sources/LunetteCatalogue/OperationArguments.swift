import LunetteBase

/// Why a call was refused before anything was sent.
public struct InvalidArguments: Error, Sendable, Hashable {
    /// A code of the service where it documents one for the mistake, else one of ours.
    public let code: String
    public let message: String

    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }

    /// What to do, in our words.
    public var explanation: String {
        switch code {
        case "UnknownParameter":
            "The operation has no such parameter. `lunette explain` lists those that it has."
        case "InvalidParameterType": "Give the parameter a value of the type that it wants."
        case "RepeatedParameter": "Give each parameter once, in one of its two spellings."
        default: CodeBook.advice(for: code).explanation
        }
    }
}

extension Operation {
    /// Checks a call's arguments and flattens them as the wire wants them, in the catalogue's
    /// order. Names may be the wire's or snake_case; null counts as not given.
    ///
    /// RegionId is filled with `region`, but for Leave and Join with an instance id, which send
    /// it only if given.
    public func wireParameters(_ arguments: JSONObject, region: String)
        throws(InvalidArguments) -> [NamedValue]
    {
        var given = try named(arguments, among: parameters, path: "")
        fillRegion(&given, region)
        try checkRequired(given)
        try checkExclusive(given)
        var encoder = ParameterEncoder(operation: self)
        for (parameter, value) in zip(parameters, given.values) {
            if let value { try encoder.encode(value, of: parameter, at: parameter.name) }
        }
        return encoder.result
    }

    /// Finds each argument's parameter.
    func named(_ arguments: JSONObject, among parameters: [Parameter], path: String)
        throws(InvalidArguments) -> GivenArguments
    {
        var given = GivenArguments(of: parameters)
        for member in arguments.members where member.value != .null {
            let index = parameters.firstIndex {
                $0.luaName == member.name || $0.name == member.name
            }
            guard let index else {
                throw unknownParameter(member.name, among: parameters, path: path)
            }
            guard given.values[index] == nil else {
                let parameter = parameters[index]
                throw InvalidArguments(
                    code: "RepeatedParameter",
                    message: "\(luaName): \(path)\(parameter.luaName) is given twice, as "
                        + "\(parameter.luaName) and as \(parameter.name)")
            }
            given.values[index] = member.value
        }
        return given
    }

    private func unknownParameter(_ name: String, among parameters: [Parameter], path: String)
        -> InvalidArguments
    {
        let close = suggestion(for: name, among: parameters.map(\.luaName))
        let hint = close.map { "; did you mean '\($0)'?" } ?? ""
        return InvalidArguments(
            code: "UnknownParameter",
            message: "\(luaName) has no parameter '\(path)\(name)'\(hint)")
    }

    private func fillRegion(_ given: inout GivenArguments, _ region: String) {
        guard let index = parameters.firstIndex(where: { $0.name == "RegionId" }),
            given.values[index] == nil
        else { return }
        if sendsRegionOnlyIfGiven, given["InstanceId"] != nil { return }
        given.values[index] = .string(region)
    }

    private var sendsRegionOnlyIfGiven: Bool {
        name == "LeaveSecurityGroup" || name == "JoinSecurityGroup"
    }

    private func checkRequired(_ given: GivenArguments) throws(InvalidArguments) {
        if given["RegionId"] == .string("") {
            throw missing("RegionId")
        }
        for (parameter, value) in zip(parameters, given.values)
        where parameter.isRequired && value == nil {
            throw missing(parameter.name)
        }
    }

    private func missing(_ name: String) -> InvalidArguments {
        let documented = "MissingParameter.\(name)"
        return InvalidArguments(
            code: documents(code: documented) ? documented : "MissingParameter",
            message: "\(luaName) needs \(snakeCase(name))")
    }

    private func checkExclusive(_ given: GivenArguments) throws(InvalidArguments) {
        guard let rule = exclusiveParameters[name] else { return }
        let count = rule.names.count { given[$0] != nil }
        guard count != 1 else { return }
        let names = rule.names.map(snakeCase).joined(separator: " or ")
        if count > 1 {
            throw InvalidArguments(
                code: rule.code, message: "\(luaName) takes either \(names), not both")
        }
        throw InvalidArguments(code: "MissingParameter", message: "\(luaName) needs \(names)")
    }
}

/// The arguments of a call, in the order of its parameters.
struct GivenArguments {
    private let parameters: [Parameter]
    /// Nil for what is not given.
    var values: [JSONValue?]

    init(of parameters: [Parameter]) {
        self.parameters = parameters
        values = Array(repeating: nil, count: parameters.count)
    }

    /// The argument of the parameter with this name on the wire.
    subscript(name: String) -> JSONValue? {
        parameters.firstIndex { $0.name == name }.flatMap { values[$0] }
    }
}

/// Parameters of which a call takes exactly one, and the code that the service has for two.
private let exclusiveParameters: [String: (names: [String], code: String)] = [
    "LeaveSecurityGroup": (
        ["InstanceId", "NetworkInterfaceId"], "InvalidParam.EniIdAndInstanceId.Conflict"
    ),
    "JoinSecurityGroup": (
        ["InstanceId", "NetworkInterfaceId"], "InvalidParam.EniIdAndInstanceId.Conflict"
    ),
]
