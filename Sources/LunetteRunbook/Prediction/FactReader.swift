import LunetteBase
import LunetteCatalogue
import LunetteClient
import LunetteWorld

/// Reads what a twin needs to know. Where a list is empty, which it also is for want of a
/// permission, a read that tells the one from the other has the last word.
struct FactReader: Sendable {
    /// Where reads go.
    let service: any CallRoute

    /// What was read: the elements of the list that shows it.
    struct Facts: Sendable {
        var elements: [JSONValue] = []
        var count: Int?
    }

    /// Reads one fact; raises what the service says when it cannot be read. No elements: the
    /// service has none.
    func read(_ need: TwinNeed) async throws(ErrorObject) -> Facts {
        switch need.fact {
        case .instance: try await instance(need.id, need.regionID)
        case .interface: try await interface(need.id, need.regionID)
        case .group: try await group(need.id, need.regionID)
        case .rules:
            try await list(
                "DescribeSecurityGroupAttribute", ["SecurityGroupId": need.id], need.regionID)
        case .members: try await members(of: need.id, need.regionID)
        case .references: try await references(to: need.id, need.regionID)
        case .vSwitch: try await anyMember(ofVSwitch: need.id, need.regionID)
        case .vpc:
            try await page(
                "DescribeSecurityGroups", ["VpcId": need.id, "MaxResults": "1"], need.regionID)
        case .groupCount:
            try await page(
                "DescribeSecurityGroups", ["PageNumber": "1", "PageSize": "1"], need.regionID)
        case .address:
            try await list(
                "DescribeNetworkInterfaces", ["PrivateIpAddress.1": need.id], need.regionID)
        }
    }

    // MARK: Many resources

    /// How many facts one call reads at most.
    static let most = 100

    /// A list that shows the resources whose ids it is given.
    private struct Listing {
        let operation: String
        let idName: String
        let parameters: @Sendable ([String]) -> [String: String]
    }

    private static let listings: [TwinNeed.Fact: Listing] = [
        .instance: Listing(operation: "DescribeInstances", idName: "InstanceId") {
            ["InstanceIds": JSONValue.array($0.map(JSONValue.string)).text, "PageSize": "100"]
        },
        .interface: Listing(operation: "DescribeNetworkInterfaces", idName: "NetworkInterfaceId") {
            let ids = $0.enumerated().map { ("NetworkInterfaceId.\($0 + 1)", $1) }
            return Dictionary(ids + [("PageSize", "100")]) { $1 }
        },
        .group: Listing(operation: "DescribeSecurityGroups", idName: "SecurityGroupId") {
            [
                "SecurityGroupIds": JSONValue.array($0.map(JSONValue.string)).text,
                "IsQueryEcsCount": "true", "MaxResults": "100",
            ]
        },
    ]

    /// Whether many facts of a kind can be read by one call.
    static func readsTogether(_ fact: TwinNeed.Fact) -> Bool { listings[fact] != nil }

    /// Reads facts, a hundred by one call. What a list does not show, for whatever reason, is not
    /// in the answer: reading it alone says why.
    func readTogether(_ needs: [TwinNeed]) async -> [(TwinNeed, JSONValue)] {
        var found: [(TwinNeed, JSONValue)] = []
        for fact in TwinNeed.Fact.allCases {
            guard let listing = Self.listings[fact] else { continue }
            let some = Dictionary(grouping: needs.filter { $0.fact == fact }, by: \.regionID)
            for (region, needs) in some.sorted(by: { $0.key < $1.key }) {
                for start in stride(from: 0, to: needs.count, by: Self.most) {
                    found += await listed(needs[start...].prefix(Self.most), listing, region)
                }
            }
        }
        return found
    }

    /// The tags of resources of one type, fifty resources by one call.
    func tags(of ids: [String], type: String, _ region: String)
        async throws(ErrorObject) -> [JSONValue]
    {
        var tags: [JSONValue] = []
        for start in stride(from: 0, to: ids.count, by: 50) {
            var parameters = ["ResourceType": type]
            for (number, id) in ids[start...].prefix(50).enumerated() {
                parameters["ResourceId.\(number + 1)"] = id
            }
            tags += try await list("ListTagResources", parameters, region).elements
        }
        return tags
    }

    private func listed(_ needs: ArraySlice<TwinNeed>, _ listing: Listing, _ region: String) async
        -> [(TwinNeed, JSONValue)]
    {
        let parameters = listing.parameters(needs.map(\.id))
        guard let facts = try? await page(listing.operation, parameters, region) else { return [] }
        let pairs = facts.elements.compactMap { element in
            element[listing.idName]?.string.map { ($0, element) }
        }
        let elements = Dictionary(pairs) { $1 }
        return needs.compactMap { need in elements[need.id].map { (need, $0) } }
    }

    // MARK: Resources

    private func instance(_ id: String, _ region: String) async throws(ErrorObject) -> Facts {
        let listed = try await listedInstance(id, region)
        if !listed.elements.isEmpty { return listed }
        guard
            let shown = try await single("DescribeInstanceAttribute", ["InstanceId": id], region)
        else { return Facts() }
        let home = shown["RegionId"]?.string ?? region
        let elsewhere = home == region ? Facts() : try await listedInstance(id, home)
        if elsewhere.elements.isEmpty { throw unseen(id, "DescribeInstances", region) }
        return elsewhere
    }

    private func listedInstance(_ id: String, _ region: String)
        async throws(ErrorObject) -> Facts
    {
        let ids = JSONValue.array([.string(id)]).text
        return try await page("DescribeInstances", ["InstanceIds": ids], region)
    }

    private func interface(_ id: String, _ region: String) async throws(ErrorObject) -> Facts {
        let listed = try await page(
            "DescribeNetworkInterfaces", ["NetworkInterfaceId.1": id], region)
        if !listed.elements.isEmpty { return listed }
        let shown = try await single(
            "DescribeNetworkInterfaceAttribute", ["NetworkInterfaceId": id], region)
        return Facts(elements: shown.map { [$0] } ?? [])
    }

    private func group(_ id: String, _ region: String) async throws(ErrorObject) -> Facts {
        let listed = try await page(
            "DescribeSecurityGroups",
            ["SecurityGroupIds": JSONValue.array([.string(id)]).text, "IsQueryEcsCount": "true"],
            region)
        if !listed.elements.isEmpty { return listed }
        let shown = try await single(
            "DescribeSecurityGroupAttribute", ["SecurityGroupId": id], region)
        if shown != nil { throw unseen(id, "DescribeSecurityGroups", region) }
        return Facts()
    }

    private func members(of id: String, _ region: String) async throws(ErrorObject) -> Facts {
        let filter = ["SecurityGroupId": id]
        var facts = try await list("DescribeInstances", filter, region)
        if facts.elements.isEmpty { try await probe("DescribeInstances", region) }
        facts.elements += try await list("DescribeNetworkInterfaces", filter, region).elements
        return facts
    }

    private func references(to id: String, _ region: String) async throws(ErrorObject) -> Facts {
        let groups = try await list(
            "DescribeSecurityGroupReferences", ["SecurityGroupId.1": id], region)
        let own = groups.elements.first { $0["SecurityGroupId"]?.string == id }
        return Facts(
            elements: own?["ReferencingSecurityGroups"]?["ReferencingSecurityGroup"]?.array ?? [])
    }

    private func anyMember(ofVSwitch id: String, _ region: String)
        async throws(ErrorObject) -> Facts
    {
        let filter = ["VSwitchId": id, "MaxResults": "1"]
        let interfaces = try await page("DescribeNetworkInterfaces", filter, region)
        if !interfaces.elements.isEmpty { return interfaces }
        return try await page("DescribeInstances", filter, region)
    }

    // MARK: Calls

    /// All pages of a list.
    private func list(_ name: String, _ parameters: [String: String], _ region: String)
        async throws(ErrorObject) -> Facts
    {
        let operation = operation(name)
        var facts = Facts()
        let given = wire(parameters, region)
        guard var walk = PageWalk(operation, parameters: given) else {
            return try await page(name, parameters, region)
        }
        var hasMore = true
        while hasMore {
            let answer = try await send(operation, walk.parameters, region)
            let elements = self.elements(of: answer, operation)
            facts.elements += elements
            let page = PageWalk.Page(
                count: elements.count, nextToken: answer["NextToken"]?.string,
                totalCount: answer["TotalCount"]?.integer.map(Int.init))
            hasMore = try advance(&walk, after: page, name, region)
        }
        return facts
    }

    private func advance(
        _ walk: inout PageWalk, after page: PageWalk.Page, _ name: String, _ region: String
    ) throws(ErrorObject) -> Bool {
        do {
            return try walk.advance(after: page)
        } catch {
            throw unseen("all pages: \(error)", name, region)
        }
    }

    /// One page of a list.
    private func page(_ name: String, _ parameters: [String: String], _ region: String)
        async throws(ErrorObject) -> Facts
    {
        let operation = operation(name)
        let answer = try await send(operation, wire(parameters, region), region)
        return Facts(
            elements: elements(of: answer, operation),
            count: answer["TotalCount"]?.integer.map(Int.init))
    }

    /// One resource; nil when the service says that it is not there.
    private func single(_ name: String, _ parameters: [String: String], _ region: String)
        async throws(ErrorObject) -> JSONValue?
    {
        let operation = operation(name)
        let takesRegion = operation.parameter(named: "RegionId") != nil
        let given =
            takesRegion
            ? wire(parameters, region) : parameters.map { NamedValue($0.key, $0.value) }
        do {
            return try await send(operation, given, region)
        } catch {
            guard error.disposition == .gone else { throw error }
            return nil
        }
    }

    /// Raises when a list is empty for want of a permission.
    private func probe(_ name: String, _ region: String) async throws(ErrorObject) {
        do {
            _ = try await send(operation(name), wire(["DryRun": "true"], region), region)
        } catch {
            if error.exitReason == .blocked { throw error }
        }
    }

    private func send(_ operation: Operation, _ parameters: [NamedValue], _ region: String)
        async throws(ErrorObject) -> JSONValue
    {
        let call = ServiceCall(operation, parameters: parameters, regionID: region)
        let response = try await service.send(operation, call)
        guard let answer = try? JSONValue(parsing: response.body) else {
            throw unseen("an answer that is no JSON", operation.name, region)
        }
        return answer
    }

    private func elements(of answer: JSONValue, _ operation: Operation) -> [JSONValue] {
        let path = ResponseShapes.list(of: operation)?.wirePath ?? []
        return path.reduce(Optional(answer)) { $0?[$1] }?.array ?? []
    }

    private func wire(_ parameters: [String: String], _ region: String) -> [NamedValue] {
        parameters.sorted { $0.key < $1.key }.map { NamedValue($0.key, $0.value) }
            + [NamedValue("RegionId", region)]
    }

    private func operation(_ name: String) -> Operation {
        guard let operation = Catalogue.operation(named: name) else {
            preconditionFailure("the catalogue lacks \(name)")
        }
        return operation
    }

    private func unseen(_ what: String, _ operation: String, _ region: String) -> ErrorObject {
        var object = ErrorObject(
            kind: .service, code: "NotShown", message: "\(operation) does not show \(what)",
            disposition: .fix, explanation: "Look whether the caller may read it.")
        object.operation = operation
        object.regionID = region
        return object
    }
}
