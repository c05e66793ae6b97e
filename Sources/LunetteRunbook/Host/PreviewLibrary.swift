import LunetteBase
import LunetteCatalogue
import LunetteClient
import LunetteLua

extension ECSLibrary {
    /// `ecs.preview.<operation>`: what the call would do, as a table; or nil and the error object
    /// that it would raise. Sends only reads, and needs no grant: nothing is changed.
    var previewLibrary: HostLibrary {
        HostLibrary("ecs.preview") { name in
            try operationFunction(name, in: "ecs.preview", preview)
        }
    }

    @Sendable private func preview(_ operation: Operation, _ arguments: borrowing Arguments)
        async throws -> Reply
    {
        if operation.isReadOnly { throw Self.noChange(operation) }
        let parameters = try callArguments(operation, arguments)
        return try await preview(operation, parameters)
    }

    private func preview(_ operation: Operation, _ parameters: JSONObject) async throws -> Reply {
        do {
            let change = try await session.preview(operation, parameters, region: place.regionID)
            return .value(LuaValue(change.json))
        } catch {
            if error.kind == .invalid { throw error }
            return .absent(.error(error))
        }
    }

    private static func noChange(_ operation: Operation) -> ErrorObject {
        ErrorObject(
            InvalidArguments(
                code: "NotAChange",
                message: "\(operation.luaName) changes nothing; call ecs.\(operation.luaName) "
                    + "instead"),
            operation: operation.name)
    }
}
