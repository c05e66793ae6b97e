import LunetteBase

extension Settlement {
    /// The thing that a read looks at. Reads of one thing by its id are used, never lists: a list
    /// that is empty may just say that the caller lacks a permission.
    public enum Subject: Sendable, Hashable {
        case instance
        case networkInterface
        case securityGroup
        /// The interface, if the call names one, else the instance.
        case member
        case tags

        /// The read that tells about this call; nil when the call does not name the thing.
        public func read(for call: ServiceCall) -> ServiceCall? {
            switch self {
            case .instance:
                return read(call, "DescribeInstanceAttribute", ["InstanceId"], needsRegion: false)
            case .networkInterface:
                return read(call, "DescribeNetworkInterfaceAttribute", ["NetworkInterfaceId"])
            case .securityGroup:
                return read(call, "DescribeSecurityGroupAttribute", ["SecurityGroupId"])
            case .member:
                let hasInterface = !call.parameters.text("NetworkInterfaceId").isEmpty
                return (hasInterface ? Subject.networkInterface : .instance).read(for: call)
            case .tags:
                let resources = call.parameters.map(\.name).filter { $0.hasPrefix("ResourceId.") }
                return read(call, "ListTagResources", ["ResourceType"] + resources)
            }
        }

        private func read(
            _ call: ServiceCall, _ operation: String, _ names: [String], needsRegion: Bool = true
        ) -> ServiceCall? {
            var parameters: [NamedValue] = []
            for name in names {
                guard let value = call.parameters.value(named: name), !value.isEmpty else {
                    return nil
                }
                parameters.append(NamedValue(name, value))
            }
            if needsRegion { parameters.append(NamedValue("RegionId", call.regionID)) }
            return ServiceCall(
                operation: operation, parameters: parameters, regionID: call.regionID,
                endpoint: call.endpoint, isReadOnly: true)
        }
    }
}
