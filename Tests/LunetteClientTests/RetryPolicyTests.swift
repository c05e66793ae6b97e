import LunetteBase
import LunetteCatalogue
import LunetteClient
import Testing

private enum Next: String, Sendable {
    case retry, settle, fail
}

private struct Case: Sendable, CustomTestStringConvertible {
    let kind: ServiceError.Kind
    let code: String
    let status: Int?
    let disposition: Disposition
    /// What follows for a read, a change without ClientToken, and one with it.
    let read: Next
    let change: Next
    let create: Next

    var testDescription: String { "\(kind) \(code) \(status ?? 0) \(disposition)" }

    var error: ServiceError {
        ServiceError(kind, code: code, message: "", httpStatus: status, disposition: disposition)
    }
}

private let cases: [Case] = [
    Case(
        kind: .transport, code: "ConnectionFailed", status: nil, disposition: .retry,
        read: .retry, change: .retry, create: .retry),
    Case(
        kind: .transport, code: "ConnectionBroken", status: nil, disposition: .inDoubt,
        read: .retry, change: .settle, create: .retry),
    Case(
        kind: .timeout, code: "Timeout", status: nil, disposition: .inDoubt,
        read: .retry, change: .settle, create: .retry),
    Case(
        kind: .timeout, code: "RequestTimeout", status: 504, disposition: .inDoubt,
        read: .retry, change: .settle, create: .retry),
    Case(
        kind: .transport, code: "InternalError", status: 500, disposition: .inDoubt,
        read: .retry, change: .settle, create: .retry),
    Case(
        kind: .service, code: "SignatureNonceUsed", status: 400, disposition: .retry,
        read: .retry, change: .retry, create: .retry),
    Case(
        kind: .service, code: "InvalidOperation.Conflict", status: 409, disposition: .retry,
        read: .retry, change: .retry, create: .retry),
    Case(
        kind: .service, code: "IncorrectInstanceStatus", status: 403, disposition: .retry,
        read: .fail, change: .fail, create: .fail),
    Case(
        kind: .service, code: "InvalidInstanceId.NotFound", status: 404, disposition: .gone,
        read: .fail, change: .fail, create: .fail),
    Case(
        kind: .throttled, code: "Throttling.User", status: 400, disposition: .wait,
        read: .retry, change: .retry, create: .retry),
    Case(
        kind: .transport, code: "TLSFailed", status: nil, disposition: .fix,
        read: .fail, change: .fail, create: .fail),
    Case(
        kind: .credentials, code: "NoCredentials", status: nil, disposition: .fix,
        read: .fail, change: .fail, create: .fail),
    Case(
        kind: .cancelled, code: "Cancelled", status: nil, disposition: .inDoubt,
        read: .fail, change: .fail, create: .fail),
]

@Suite struct RetryPolicyTests {
    private let policy = RetryPolicy()

    private func next(_ error: ServiceError, _ call: ServiceCall, attempt: Int = 1) -> Next {
        switch policy.decision(after: error, of: call, attempt: attempt, jitter: 0.5) {
        case .retry: .retry
        case .settle: .settle
        case .fail: .fail
        }
    }

    @Test(arguments: cases)
    fileprivate func `what follows a failure depends on what is known of it`(row: Case) {
        var create = ServiceCall.create
        create.parameters.append(NamedValue("ClientToken", "t"))
        var dryRun = ServiceCall.leave
        dryRun.parameters.append(NamedValue("DryRun", "true"))
        #expect(next(row.error, .read) == row.read)
        #expect(next(row.error, .leave) == row.change)
        #expect(next(row.error, create) == row.create)
        #expect(next(row.error, dryRun) == row.read)
    }

    @Test(arguments: cases)
    fileprivate func `nothing is tried for ever`(row: Case) {
        #expect(next(row.error, .read, attempt: policy.attempts) == .fail)
    }

    @Test(arguments: [
        (2, 0.0, 0), (2, 1.0, 100), (3, 1.0, 200), (4, 0.5, 200), (6, 1.0, 1_600),
        (10, 1.0, 20_000), (1_000, 1.0, 20_000),
    ])
    func `waits have full jitter below a doubling ceiling`(
        attempt: Int, jitter: Double, milliseconds: Int64
    ) {
        let error = ServiceError(
            .transport, code: "ConnectionFailed", message: "", disposition: .retry)
        var patient = policy
        patient.attempts = .max
        let decision = patient.decision(
            after: error, of: .read, attempt: attempt - 1, jitter: jitter)
        #expect(decision == .retry(after: .milliseconds(milliseconds)))
    }
}
