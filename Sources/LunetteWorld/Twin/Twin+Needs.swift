import LunetteBase

extension Twin {
    /// What is still to be read before the request can be predicted; ask again when it has been
    /// learned, since one fact leads to the next.
    public func needs(of request: TwinRequest, now: Timestamp) -> [TwinNeed] {
        var seen: Set<TwinNeed> = []
        // A read's own resources are shown by its answer.
        let isChange = OperationModel.byName[request.operation]?.kind == .change
        let named = isChange ? namedNeeds(of: request) : []
        return (named + scopeNeeds(of: request)).filter {
            !isMet($0, now: now) && seen.insert($0).inserted
        }
    }

    /// The resources that the request names, as RAM is asked about them.
    private func namedNeeds(of request: TwinRequest) -> [TwinNeed] {
        let resources = OperationModel.byName[request.operation]?.resources ?? []
        var named: [(ResourceKind, String)] = []
        for reference in resources {
            switch reference {
            case .named(let kind, let name): if let id = request[name] { named.append((kind, id)) }
            case .listed(let kind, let name): named += request.list(name).map { (kind, $0) }
            case .every, .role, .anything: break
            }
        }
        return named.flatMap { needs(of: $0, $1, request) }
    }

    private func needs(of kind: ResourceKind, _ id: String, _ request: TwinRequest) -> [TwinNeed] {
        guard kind.admits(id) else { return [] }
        switch kind {
        case .instance:
            let region = request["RegionId"] ?? predicted.instance(id)?.regionID
            let instance = TwinNeed(.instance, id, request["RegionId"] ?? request.regionID)
            let scope = RuleScope.byOperation[request.operation] ?? []
            let all = listedInterfaces[id, default: []]
            let primary = predicted.instance(id)?.primaryInterfaceID
            let interfaces = all.filter { scope.contains(.allInterfaces) || $0 == primary }.map {
                TwinNeed(.interface, $0, region ?? request.regionID)
            }
            return [instance] + interfaces
        case .networkInterface:
            return [TwinNeed(.interface, id, request["RegionId"] ?? request.regionID)]
        case .securityGroup: return [TwinNeed(.group, id, groupRegion(of: request))]
        }
    }

    /// Without a RegionId a group is looked for where the instance is.
    private func groupRegion(of request: TwinRequest) -> String {
        request["RegionId"]
            ?? request["InstanceId"].flatMap(predicted.instance)?.regionID ?? request.regionID
    }

    private func scopeNeeds(of request: TwinRequest) -> [TwinNeed] {
        let scope = RuleScope.byOperation[request.operation] ?? []
        let region = groupRegion(of: request)
        let groupID = request["SecurityGroupId"] ?? ""
        var needs: [TwinNeed] = []
        func add(_ fact: TwinNeed.Fact, _ id: String) { needs.append(TwinNeed(fact, id, region)) }
        if scope.contains(.currentGroups) {
            for id in subject(of: request)?.securityGroupIDs ?? [] { add(.group, id) }
        }
        if scope.contains(.holder), let holder = subject(of: request)?.instanceID {
            needs += self.needs(of: .instance, holder, request)
        }
        let isThere = predicted.group(groupID)?.regionID == region
        if scope.contains(.rules), isThere { add(.rules, groupID) }
        if scope.contains(.rules) { for id in peers(of: request) { add(.group, id) } }
        if scope.contains(.members), isThere {
            add(.members, groupID)
            if request.operation.hasPrefix("Authorize") {
                for id in groupsOfMembers(groupID) { add(.group, id) }
            }
        }
        if scope.contains(.references) {
            let ids = request.list("SecurityGroupId")
            for id in ids.isEmpty ? [groupID] : ids where ResourceKind.securityGroup.admits(id) {
                add(.group, id)
                if predicted.group(id)?.regionID == region { add(.references, id) }
                for other in referencing[id, default: []] {
                    add(.group, other)
                    if predicted.group(other)?.regionID == region { add(.rules, other) }
                }
            }
        }
        if scope.contains(.touchedGroups) {
            for id in touchedGroups
            where predicted.regionID(of: .securityGroup, id) ?? region == region {
                add(.group, id)
            }
        }
        if scope.contains(.vSwitch), let id = request["VSwitchId"] { add(.vSwitch, id) }
        if scope.contains(.vpc) {
            add(.groupCount, "")
            if let id = request["VpcId"] { add(.vpc, id) }
        }
        if scope.contains(.addresses) {
            let addresses = [request["PrimaryIpAddress"]].compactMap { $0 }
            for address in addresses + request.list("PrivateIpAddress") { add(.address, address) }
        }
        if scope.contains(.taggedResources) {
            let kind = ResourceKind(rawValue: request["ResourceType"]?.lowercased() ?? "")
            for id in request.list("ResourceId") {
                if let kind { needs += self.needs(of: kind, id, request) }
            }
        }
        return needs
    }

    /// The interface whose groups the request is about.
    private func subject(of request: TwinRequest) -> NetworkInterface? {
        if let id = request["NetworkInterfaceId"] { return predicted.interface(id) }
        let instance = request["InstanceId"].flatMap(predicted.instance)
        return instance.flatMap { predicted.interface($0.primaryInterfaceID) }
    }

    /// The groups that the request's rules name as the far side.
    private func peers(of request: TwinRequest) -> [String] {
        request.parameters.filter { name, _ in
            name.hasSuffix("SourceGroupId") || name.hasSuffix("DestGroupId")
        }.map(\.value).filter(ResourceKind.securityGroup.admits).sorted()
    }

    /// Rules add up over all groups of a member.
    private func groupsOfMembers(_ groupID: String) -> [String] {
        let members = predicted.members(ofGroup: groupID).compactMap(predicted.interface)
        return Set(members.flatMap(\.securityGroupIDs)).sorted()
    }
}
