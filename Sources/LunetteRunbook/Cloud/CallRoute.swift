import LunetteCatalogue
import LunetteClient

/// What becomes of a call that may be made: it is sent, recorded and sent, or predicted. A route
/// may stand on another one; reads and changes both pass.
protocol CallRoute: Sendable {
    func send(_ operation: Operation, _ call: ServiceCall)
        async throws(ErrorObject) -> ServiceResponse
}

/// Straight to the service.
struct ClientRoute: CallRoute {
    let client: Client

    func send(_ operation: Operation, _ call: ServiceCall)
        async throws(ErrorObject) -> ServiceResponse
    {
        do {
            return try await client.call(call)
        } catch {
            throw ErrorObject(error)
        }
    }
}
