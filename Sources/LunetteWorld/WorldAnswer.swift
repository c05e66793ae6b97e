import LunetteBase

extension World {
    /// The names of the operations that the world plays, sorted.
    public static let operations: [String] = OperationModel.byName.keys.sorted()

    /// Lets time pass up to `now` and answers the request. What the answer says has happened; after
    /// a refusal nothing has.
    public mutating func answer(_ request: ServiceRequest, now: Timestamp) -> ServiceAnswer {
        advance(to: now)
        do throws(Refusal) {
            let reply = try perform(request, now: now)
            var writer = AnswerWriter(format: request.format)
            writer.document("\(request.operation)Response") { writer in
                writer.field("RequestId", request.requestID)
                reply.write(self, &writer)
            }
            return ServiceAnswer(
                status: 200, body: writer.bytes, ruleID: reply.ruleID, isChange: reply.isChange)
        } catch {
            return ServiceAnswer(refusing: request, error)
        }
    }

    private mutating func perform(_ request: ServiceRequest, now: Timestamp)
        throws(Refusal) -> Reply
    {
        guard let model = OperationModel.byName[request.operation],
            equalIgnoringCase(model.product, request.product)
        else { throw unknownOperation(request) }
        var call = Call(request: request, now: now)
        call.largestPage = quotas.itemsPerPage
        let isDryRun = (try? call.boolean("DryRun")) ?? false
        if let denial = denial(of: model, call) {
            guard model.kind == .list, !isDryRun else { throw denial }
            call.isBlind = true
        }
        if let missing = OperationModel.required[model.name]?.first(where: { call[$0] == nil }) {
            throw Rule.named("P1").refusal(missing)
        }
        try checkRegion(of: model, call)
        if model.kind == .list { try call.stopIfDryRun() }
        return try model.run(&self, call)
    }

    /// Only operations that require a region refuse an unknown one by itself; to the others the
    /// target is what is not found.
    private func checkRegion(of model: OperationModel, _ call: Call) throws(Refusal) {
        guard let id = call.regionID,
            OperationModel.required[model.name]?.contains("RegionId") ?? false,
            region(id) == nil
        else { return }
        throw Rule.named("P2").refusal(id)
    }

    private func unknownOperation(_ request: ServiceRequest) -> Refusal {
        let covered = OperationModel.all.filter { $0.product == request.product }.map(\.name)
        let close = suggestion(for: request.operation, among: covered)
        let hint = close.map { "Did you mean \($0)? " } ?? ""
        let names = covered.sorted().joined(separator: ", ")
        return Rule.named("G1").refusal("\(hint)The emulator covers: \(names).")
    }
}
