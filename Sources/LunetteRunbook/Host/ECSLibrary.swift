import LunetteBase
import LunetteCatalogue
import LunetteLua

/// The `ecs` module, bound to a region: `ecs.<operation>`, `ecs.try.<operation>`, `ecs.region_id`.
struct ECSLibrary: Sendable {
    let place: CloudPlace

    var session: CloudSession { place.session }
    private var regionID: String { place.regionID }

    var library: HostLibrary {
        HostLibrary(
            "ecs",
            fields: [
                ("try", .library(tryLibrary)),
                ("each", .library(eachLibrary)),
                ("preview", .library(previewLibrary)),
                ("wait", .library(WaitLibrary(place: place).library)),
                ("with", .hostFunction(with)),
            ],
            computed: ["region_id": { .string(regionID) }],
            lookUp: { name in try operationFunction(name, in: "ecs", call) })
    }

    private var tryLibrary: HostLibrary {
        HostLibrary("ecs.try") { name in try operationFunction(name, in: "ecs.try", tryCall) }
    }

    private var eachLibrary: HostLibrary {
        HostLibrary("ecs.each") { name in
            let operation = try knownOperation(name, in: "ecs.each")
            guard operation.pagination != nil else {
                throw ErrorObject(
                    InvalidArguments(
                        code: "NotPaged",
                        message: "\(name) answers no pages; call ecs.\(name) instead"),
                    operation: operation.name)
            }
            return .hostFunction(
                HostFunction("ecs.each.\(name)", waiting: { try await each(operation, $0) }))
        }
    }

    typealias Call = @Sendable (Operation, borrowing Arguments) async throws -> Reply

    func operationFunction(_ name: String, in module: String, _ call: @escaping Call)
        throws -> LuaValue
    {
        let operation = try knownOperation(name, in: module)
        return .hostFunction(
            HostFunction("\(module).\(name)", waiting: { try await call(operation, $0) }))
    }

    private func knownOperation(_ name: String, in module: String) throws -> Operation {
        if let operation = Catalogue.operation(named: name), operation.luaName == name {
            return operation
        }
        let close = suggestion(for: name, among: Catalogue.names.map(snakeCase))
        let hint = close.map { "; did you mean '\($0)'?" } ?? ""
        throw ErrorObject(
            kind: .invalid, code: "UnknownOperation",
            message: "\(module) has no operation '\(name)'\(hint)", disposition: .fix,
            explanation: "Operations are named in snake_case: LeaveSecurityGroup is "
                + "ecs.leave_security_group. `lunette explain` knows them all.")
    }

    @Sendable private func call(_ operation: Operation, _ arguments: borrowing Arguments)
        async throws -> Reply
    {
        let parameters = try callArguments(operation, arguments)
        let pages = try await session.pages(of: operation, parameters, region: regionID)
        guard operation.secretFields.isEmpty else {
            return .value(try pages.hidingSecrets(of: operation))
        }
        return .value(pages.text(shape: ResponseShapes.shape(of: operation)))
    }

    /// The answer, or nil and the error object for what the service or the network did. Mistakes
    /// of the caller and refusals raise here too.
    @Sendable private func tryCall(_ operation: Operation, _ arguments: borrowing Arguments)
        async throws -> Reply
    {
        do {
            return try await call(operation, arguments)
        } catch let error as ErrorObject
            where ![.invalid, .denied, .limit].contains(error.kind)
        {
            return .absent(.error(error))
        }
    }

    /// An iterator over a list's items: `for instance in ecs.each.describe_instances{} do`.
    @Sendable private func each(_ operation: Operation, _ arguments: borrowing Arguments)
        async throws -> Reply
    {
        let parameters = try callArguments(operation, arguments)
        let call = try await session.prepare(operation, parameters, region: regionID)
        guard let stream = ItemStream(operation, call: call, session: session) else {
            return .none
        }
        return .value(
            .hostFunction(
                HostFunction(
                    "ecs.each.\(operation.luaName)",
                    waiting: { _ in .value(try await stream.next() ?? .nothing) })))
    }

    func callArguments(_ operation: Operation, _ arguments: borrowing Arguments)
        throws -> JSONObject
    {
        if arguments.isAbsent(1) { return [:] }
        let table = try arguments.table(1, "parameters")
        do {
            let value = try JSONValue(parameters: .table(table), secrets: session.secrets)
            guard let object = value.object else {
                throw NotJSON(reason: "the parameters must have names")
            }
            return object
        } catch let error as NotJSON {
            let invalid = InvalidArguments(
                code: "InvalidParameterType",
                message: "\(operation.luaName): \(error.reason)")
            throw ErrorObject(invalid, operation: operation.name)
        }
    }

    /// `ecs.with{ region=, profile=, role_arn= }`: the same module, bound elsewhere. What is left
    /// out stays as it is; another profile leaves a role.
    private var with: HostFunction {
        HostFunction(
            "ecs.with",
            waiting: { arguments in
                let options = try arguments.table(1, "options")
                let names = ["region", "profile", "role_arn"]
                for field in options.fields ?? [] where !names.contains(field.name) {
                    let close = suggestion(for: field.name, among: names)
                    let hint = close.map { "; did you mean '\($0)'?" } ?? ""
                    throw arguments.misfit(
                        1, "options", "there is no option '\(field.name)'\(hint)")
                }
                var given: [String: String] = [:]
                for name in names {
                    guard let value = options[name], !value.isNothing else { continue }
                    guard let text = value.string?.text, !text.isEmpty else {
                        throw arguments.misfit(1, "options", "\(name) must be a string")
                    }
                    given[name] = text
                }
                guard !given.isEmpty else {
                    throw arguments.misfit(
                        1, "options", "give region, profile or role_arn")
                }
                return .value(.library(try await bound(given).library))
            })
    }

    private func bound(_ given: [String: String]) async throws -> ECSLibrary {
        let (profile, roleARN) = (given["profile"], given["role_arn"])
        let bound =
            profile == nil && roleARN == nil
            ? nil : try await session.bound(profile: profile, roleARN: roleARN)
        return ECSLibrary(place: place.fixed(session: bound, regionID: given["region"]))
    }
}
