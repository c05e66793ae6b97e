import LunetteLoop

/// Sends the signed request and reads what the answer stands for. A change that is on its way is
/// waited for even when the caller takes it back: its outcome would be in doubt.
struct Sending: PipelineStep {
    let loop: ScriptLoop
    let transport: any Transport
    /// For all operations, instead of each one's own.
    let readTimeout: Duration?

    func perform(_ exchange: Exchange, _ rest: PipelineRest)
        async throws(ServiceError) -> ServiceResponse
    {
        guard var request = exchange.request else {
            preconditionFailure("a call is signed before it is sent")
        }
        request.readTimeout = readTimeout ?? .forAnswer(of: exchange.call.operation)
        let answer: HTTPResponse
        do throws(TransportError) {
            answer = try await send(request, isTakenBack: exchange.call.changesNothing)
        } catch {
            throw ServiceError(error, to: exchange.call, at: exchange.endpoint)
        }
        return try ServiceResponse(answer, to: exchange)
    }

    private func send(_ request: HTTPRequest, isTakenBack: Bool)
        async throws(TransportError) -> HTTPResponse
    {
        if isTakenBack { return try await transport.send(request) }
        guard !Task.isCancelled else { throw .cancelled(wasSent: false) }
        let sending = Task(executorPreference: loop) {
            () async -> Result<HTTPResponse, TransportError> in
            do throws(TransportError) {
                return .success(try await transport.send(request))
            } catch {
                return .failure(error)
            }
        }
        return try await sending.value.get()
    }
}

extension Duration {
    /// How long to wait for an operation's answer: the table of the vendor's first SDK, where it
    /// is longer than the usual 10 s.
    static func forAnswer(of operation: String) -> Duration {
        .seconds(answerSeconds[operation] ?? 10)
    }

    private static let answerSeconds = [
        "LeaveSecurityGroup": 66, "JoinSecurityGroup": 66, "DescribeSecurityGroupAttribute": 133,
        "DescribeInstanceStatus": 26, "DescribeSecurityGroups": 25,
        "ModifyInstanceAttribute": 22, "DescribeRegions": 19, "DescribeNetworkInterfaces": 16,
        "StartInstance": 46, "StopInstance": 27, "RunInstances": 86, "DeleteSecurityGroup": 87,
    ]
}
