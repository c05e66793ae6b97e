import LunetteBase
import LunetteCatalogue
import LunetteClient

extension CloudSession {
    /// Calls an operation; a list without a page parameter is fetched whole. It never ends early
    /// in silence: what is cut short, or empty for want of a permission, raises.
    func pages(of operation: Operation, _ arguments: JSONObject, region: String)
        async throws -> AnswerPages
    {
        let list = ResponseShapes.list(of: operation)
        var answer = AnswerPages(list: list?.luaName ?? "")
        let call = try await prepare(operation, arguments, region: region)
        guard let list, var walk = PageWalk(operation, parameters: call.parameters) else {
            answer.append(try await send(operation, call).body)
            return answer
        }
        var hasMore = true
        while hasMore {
            let page = try await nextPage(operation, call, list, &walk)
            answer.append(page.body)
            hasMore = page.hasMore
        }
        return answer
    }

    /// One step of a walk. Behind the last page, what is cut short or empty for want of a
    /// permission raises.
    func nextPage(
        _ operation: Operation, _ call: ServiceCall, _ list: ResponseShapes.List,
        _ walk: inout PageWalk
    ) async throws -> (body: [UInt8], hasMore: Bool) {
        var next = call
        next.parameters = walk.parameters
        let body = try await send(operation, next).body
        let mustCount = operation.pagination == .page || isFilteredWithCap(call)
        let facts = PageFacts(of: body, wireList: list.wirePath, counts: mustCount)
        let isFirst = walk.isAtStart
        let hasMore = try advance(&walk, facts, call)
        if !hasMore {
            if isFirst, facts.count == 0 { try await tellEmptyFromDenied(operation, call) }
            try checkTruncation(call, walk.count)
        }
        return (body, hasMore)
    }

    private func advance(_ walk: inout PageWalk, _ facts: PageFacts, _ call: ServiceCall)
        throws(ErrorObject) -> Bool
    {
        do {
            return try walk.advance(
                after: PageWalk.Page(
                    count: facts.count ?? 0, nextToken: facts.nextToken,
                    totalCount: facts.totalCount))
        } catch {
            throw incompleteList("\(error)", "Read it again.", call)
        }
    }

    /// Without permission the service answers some lists with nothing instead of an error. A dry
    /// run, where the operation has one, tells; once an operation and region.
    private func tellEmptyFromDenied(_ operation: Operation, _ call: ServiceCall)
        async throws(ErrorObject)
    {
        guard operation.parameter(named: "DryRun") != nil,
            isFirstProbe("\(operation.name) \(call.regionID)")
        else { return }
        var probe = call
        probe.parameters.removeAll { $0.name == "DryRun" }
        probe.parameters.append(NamedValue("DryRun", "true"))
        do {
            _ = try await send(operation, probe)
        } catch {
            if ["Forbidden.RAM", "NoPermission"].contains(error.code) { throw error }
        }
    }

    /// Filters by tag or resource group show at most 1,000 items, whatever the page.
    private func checkTruncation(_ call: ServiceCall, _ count: Int) throws(ErrorObject) {
        guard isFilteredWithCap(call), count >= 1_000 else { return }
        throw incompleteList(
            "the service shows at most 1,000 items for a filter by tag or resource group, and "
                + "there are as many",
            "List without that filter and pick the items in the script.", call)
    }

    private func isFilteredWithCap(_ call: ServiceCall) -> Bool {
        call.parameters.contains { $0.name.hasPrefix("Tag.") || $0.name == "ResourceGroupId" }
    }

    func incompleteList(_ reason: String, _ remedy: String, _ call: ServiceCall)
        -> ErrorObject
    {
        var object = ErrorObject(
            kind: .service, code: "IncompleteList", message: reason, disposition: .fix,
            explanation: "The list could not be read whole, and half a list is not passed on. "
                + remedy)
        object.operation = call.operation
        object.regionID = call.regionID
        return object
    }
}
