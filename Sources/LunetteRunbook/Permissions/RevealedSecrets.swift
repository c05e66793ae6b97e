import LunetteBase
import LunetteClient
import Synchronization

/// The secrets that a run has handed over to a call. Whatever is shown or recorded afterwards is
/// freed of them: a service may repeat what it was sent in its messages.
final class RevealedSecrets: Sendable {
    private let texts = Mutex<Set<String>>([])

    /// Shorter ones would hide half of every message; nobody keeps anything with them.
    private static let shortest = 4

    /// The secret's text, from now on hidden.
    func reveal(_ secret: Secret) -> String {
        let text = secret.reveal()
        if text.utf8.count >= Self.shortest {
            let encoded = percentEncoded(text)
            texts.withLock { $0.formUnion([text, encoded, percentEncoded(encoded)]) }
        }
        return text
    }

    /// The text with `<secret>` in the place of each secret, also where it is percent-encoded, as
    /// in a string to sign.
    func hiding(_ text: String) -> String {
        texts.withLock { secrets in
            secrets.sorted { $0.utf8.count > $1.utf8.count }
                .reduce(text) { $0.replacing($1, with: "<secret>") }
        }
    }

    func hiding(_ parameters: [NamedValue]) -> [NamedValue] {
        guard texts.withLock({ !$0.isEmpty }) else { return parameters }
        return parameters.map { NamedValue($0.name, hiding($0.value)) }
    }

    /// Every text in it is freed of them.
    func hiding(_ object: JSONObject) -> JSONObject {
        guard texts.withLock({ !$0.isEmpty }) else { return object }
        return JSONObject(
            members: object.members.map { .init(name: $0.name, value: hiding($0.value)) })
    }

    func hiding(_ effect: ChangeEffect) -> ChangeEffect {
        guard texts.withLock({ !$0.isEmpty }) else { return effect }
        return ChangeEffect(
            before: hiding(effect.before), after: hiding(effect.after),
            isPredicted: effect.isPredicted, assumptions: hiding(effect.assumptions))
    }

    private func hiding(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(hiding(text))
        case .array(let elements): .array(elements.map { hiding($0) })
        case .object(let object): .object(hiding(object))
        default: value
        }
    }

    func hiding(_ error: ErrorObject) -> ErrorObject {
        guard texts.withLock({ !$0.isEmpty }) else { return error }
        var error = error
        error.message = hiding(error.message)
        error.target = error.target.map { hiding($0) }
        return error
    }

    /// What the client tells of a call, for logs.
    func hiding(_ event: ClientEvent) -> ClientEvent {
        guard texts.withLock({ !$0.isEmpty }) else { return event }
        switch event {
        case .finished(let call, .success(let response), let duration):
            return .finished(hiding(call), .success(response), after: duration)
        case .finished(let call, .failure(let error), let duration):
            return .finished(hiding(call), .failure(hiding(error)), after: duration)
        case .retrying(let call, let error, let attempt, let wait):
            return .retrying(
                hiding(call), after: hiding(error), attempt: attempt, wait: wait)
        case .settling(let call, let error): return .settling(hiding(call), after: hiding(error))
        case .pacing(let call, let notice): return .pacing(hiding(call), notice)
        }
    }

    private func hiding(_ call: ServiceCall) -> ServiceCall {
        var call = call
        call.parameters = hiding(call.parameters)
        return call
    }

    private func hiding(_ error: ServiceError) -> ServiceError {
        var error = error
        error.message = hiding(error.message)
        error.target = error.target.map { hiding($0) }
        return error
    }
}
