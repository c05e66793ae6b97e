import LunetteBase

/// Who can answer a read.
public enum ReadSource: Sendable, Hashable {
    /// The service: nothing that was predicted shows in the answer.
    case service
    /// The twin: the service knows nothing of what the read is about.
    case twin
    /// The service, and the twin adds what was predicted.
    case both
}

extension Twin {
    /// Who can answer this read.
    public func source(of request: TwinRequest) -> ReadSource {
        guard isTouched, let model = OperationModel.byName[request.operation],
            model.kind != .change, model.product == "Ecs"
        else { return .service }
        if namesOnlyMade(request) { return .twin }
        guard model.kind == .read else { return .both }
        let before = whole(request, in: observed)
        let after = whole(request, in: predicted)
        switch (before, after) {
        case (nil, nil): return .service
        case (let before?, let after?): return before == after ? .service : .both
        default: return .twin
        }
    }

    /// The twin's own answer.
    public mutating func answer(_ request: TwinRequest, now: Timestamp) -> ServiceAnswer {
        advance(to: now)
        return predicted.answer(serviceRequest(request), now: now)
    }

    /// The service's answer with what was predicted in it; nil when nothing shows.
    public mutating func patched(_ answer: JSONValue, to request: TwinRequest, now: Timestamp)
        -> JSONValue?
    {
        advance(to: now)
        guard let before = whole(request, in: observed), let after = whole(request, in: predicted),
            before != after
        else { return nil }
        return AnswerPatch(pagedList: answer.list?.element, isLastPage: answer.isLastPage)
            .applied(to: answer, from: before, to: after)
    }

    /// The ids that the request names are all ones that only the prediction has.
    private func namesOnlyMade(_ request: TwinRequest) -> Bool {
        let ids = request.parameters.flatMap { name, value -> [String] in
            guard name.split(separator: ".").first?.contains("Id") ?? false else { return [] }
            guard value.hasPrefix("[") else { return [value] }
            return (try? JSONValue(parsing: value).array)??.compactMap(\.string) ?? []
        }.filter { id in ResourceKind.allCases.contains { $0.admits(id) } }
        return !ids.isEmpty && ids.allSatisfy(made.contains)
    }

    private static let pageParameters: Set<String> = [
        "PageNumber", "PageSize", "NextToken", "MaxResults",
    ]

    /// All pages of an answer as one; nil when it is refused.
    private func whole(_ request: TwinRequest, in world: World) -> JSONValue? {
        var world = world
        let isPaged = !Self.unpaged.contains(request.operation)
        var merged: JSONValue?
        var number = 1
        var page: [String: String]? = isPaged ? ["PageNumber": "1", "PageSize": "50"] : [:]
        while let wanted = page {
            let answer = world.answer(
                serviceRequest(request.with(wanted, without: Self.pageParameters)),
                now: world.now ?? Timestamp(secondsSinceEpoch: 0))
            guard answer.code == nil, let json = try? JSONValue(parsing: answer.body) else {
                return nil
            }
            merged = merged?.appending(elementsOf: json) ?? json
            number += 1
            page = json.text("NextToken").map { ["NextToken": $0] }
            if isPaged, json.elementCount == 50 {
                page = ["PageNumber": String(number), "PageSize": "50"]
            }
        }
        return merged?.withoutPlace(showsTotal: request["PageNumber"] != nil)
    }

    /// Reads that the world answers in one piece.
    private static let unpaged: Set<String> = [
        "DescribeInstanceAttribute", "DescribeNetworkInterfaceAttribute",
        "DescribeSecurityGroupAttribute", "DescribeSecurityGroupReferences", "ListTagResources",
        "DescribeRegions", "DescribeZones",
    ]
}

extension JSONValue {
    /// Whether no page of the list follows this one.
    fileprivate var isLastPage: Bool {
        if text("NextToken") != nil { return false }
        guard let number = self["PageNumber"]?.integer, let size = self["PageSize"]?.integer,
            let total = self["TotalCount"]?.integer
        else { return true }
        return number * size >= total
    }

    /// The first list in an answer, with the names of its wrapping.
    fileprivate var list: (name: String, element: String, elements: [JSONValue])? {
        for member in object?.members ?? [] {
            guard let inner = member.value.object?.members.first, let elements = inner.value.array
            else { continue }
            return (member.name, inner.name, elements)
        }
        return nil
    }

    /// Without what tells one page from another; the total is told to those who count pages.
    fileprivate func withoutPlace(showsTotal: Bool) -> JSONValue {
        guard var object else { return self }
        object["NextToken"] = nil
        object["PageNumber"] = nil
        if !showsTotal { object["TotalCount"] = nil }
        return .object(object)
    }

    fileprivate var elementCount: Int { list?.elements.count ?? 0 }

    fileprivate func appending(elementsOf page: JSONValue) -> JSONValue {
        guard var object, let list, let more = page.list else { return self }
        object[list.name] = .object([list.element: .array(list.elements + more.elements)])
        return .object(object)
    }
}
