/// What stands behind the connections. Called on the event loop, so it must not block.
public protocol Responder: Sendable {
    func answer(to request: ReceivedRequest) -> Answer

    /// The reply for a request that could not be read to its end.
    func reply(to refusal: Refusal) -> Reply
}
