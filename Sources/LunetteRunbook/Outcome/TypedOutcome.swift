import LunetteClient

/// A typed throw where a closure's would be lost on the way.
func outcome<Value>(
    _ body: () async throws(ErrorObject) -> Value
) async -> Result<Value, ErrorObject> {
    do throws(ErrorObject) {
        return .success(try await body())
    } catch {
        return .failure(error)
    }
}
