import LunetteBase

// The resources' fields in a world file: the service's own nouns, in snake_case.

extension Instance: FileRecord {
    mutating func code(_ fields: inout FieldCoder) throws(FileMistake) {
        try fields.code("instance_id", &id)
        try fields.code("account_id", &accountID, default: "")
        try fields.code("region_id", &regionID, default: "")
        try fields.code("zone_id", &zoneID, default: "")
        try fields.code("instance_name", &name, default: "")
        try fields.code("description", &description, default: "")
        try fields.code("host_name", &hostName, default: "")
        try fields.code("instance_type", &type, default: Instance.defaultType)
        try fields.code("image_id", &imageID, default: Instance.defaultImageID)
        try fields.code("status", &status, default: .running)
        try fields.code("next_status", &nextStatus)
        try fields.code("remaining_ms", remaining: &due)
        try fields.code("vpc_id", &vpcID, default: "")
        try fields.code("v_switch_id", &vSwitchID, default: "")
        try fields.code("operation_locks", &lockReasons, default: [])
        try fields.code("deletion_protection", &isDeletionProtected, default: false)
        try fields.code("resource_group_id", &resourceGroupID, default: "")
        try fields.code("tags", tags: &tags)
        try fields.code("creation_time", &creationTime, default: epochOfWorlds)
    }
}

extension NetworkInterface: FileRecord {
    mutating func code(_ fields: inout FieldCoder) throws(FileMistake) {
        try fields.code("network_interface_id", &id)
        try fields.code("account_id", &accountID, default: "")
        try fields.code("region_id", &regionID, default: "")
        try fields.code("zone_id", &zoneID, default: "")
        try fields.code("network_interface_name", &name, default: "")
        try fields.code("description", &description, default: "")
        try fields.code("type", &kind, default: .secondary)
        try fields.code("instance_id", &instanceID)
        try fields.code("status", &status, default: instanceID == nil ? .available : .inUse)
        try fields.code("remaining_ms", remaining: &due)
        try fields.code("vpc_id", &vpcID, default: "")
        try fields.code("v_switch_id", &vSwitchID, default: "")
        try fields.code("mac_address", &macAddress, default: "")
        try fields.code("private_ip_addresses", &privateIPAddresses, default: [])
        try fields.code("security_group_ids", &securityGroupIDs)
        try fields.code("stale_security_group_ids", &staleGroupIDs)
        try fields.code("propagation_remaining_ms", remaining: &propagationDue)
        try fields.code("change_remaining_ms", remaining: &changeDue)
        try fields.code("service_managed", &isServiceManaged, default: false)
        try fields.code("delete_on_release", &isDeletedOnRelease, default: true)
        try fields.code("resource_group_id", &resourceGroupID, default: "")
        try fields.code("tags", tags: &tags)
        try fields.code("creation_time", &creationTime, default: epochOfWorlds)
    }
}

extension SecurityGroup: FileRecord {
    mutating func code(_ fields: inout FieldCoder) throws(FileMistake) {
        try fields.code("security_group_id", &id)
        try fields.code("account_id", &accountID, default: "")
        try fields.code("region_id", &regionID, default: "")
        try fields.code("vpc_id", &vpcID, default: "")
        try fields.code("security_group_name", &name, default: "")
        try fields.code("description", &description, default: "")
        try fields.code("security_group_type", &kind, default: .normal)
        try fields.code("inner_access_policy", &innerAccessPolicy, default: .accept)
        try fields.code("service_managed", &isServiceManaged, default: false)
        try fields.code("deletion_protection", &isDeletionProtected, default: false)
        try fields.code("permissions", &permissions, default: [])
        try fields.code("resource_group_id", &resourceGroupID, default: "")
        try fields.code("tags", tags: &tags)
        try fields.code("creation_time", &creationTime, default: epochOfWorlds)
    }
}

extension Permission: FileRecord {
    mutating func code(_ fields: inout FieldCoder) throws(FileMistake) {
        try fields.code("security_group_rule_id", &id, default: "")
        try fields.code("direction", &direction, default: .ingress)
        try fields.code("policy", &policy, default: .accept)
        try fields.code("priority", &priority, default: 1)
        try fields.code("ip_protocol", &ipProtocol, default: "TCP")
        try fields.code("port_range", &portRange, default: "-1/-1")
        try fields.code("source_port_range", &sourcePortRange, default: "")
        try fields.code("source_cidr_ip", &sourceCIDR, default: "")
        try fields.code("dest_cidr_ip", &destinationCIDR, default: "")
        try fields.code("ipv6_source_cidr_ip", &ipv6SourceCIDR, default: "")
        try fields.code("ipv6_dest_cidr_ip", &ipv6DestinationCIDR, default: "")
        try fields.code("source_prefix_list_id", &sourcePrefixListID, default: "")
        try fields.code("dest_prefix_list_id", &destinationPrefixListID, default: "")
        try fields.code("group_id", peer: &peerGroupID, of: direction)
        try fields.code("group_owner_account", peer: &peerAccountID, of: direction)
        try fields.code("nic_type", &nicType, default: "intranet")
        try fields.code("description", &description, default: "")
        try fields.code("create_time", &creationTime, default: epochOfWorlds)
    }
}

extension Region: FileRecord {
    mutating func code(_ fields: inout FieldCoder) throws(FileMistake) {
        try fields.code("region_id", &id)
        try fields.code("local_name", &localName, default: id)
        try fields.code("zone_ids", &zoneIDs, default: Region.zoneIDs(of: id))
    }
}

extension VPC: FileRecord {
    mutating func code(_ fields: inout FieldCoder) throws(FileMistake) {
        try fields.code("vpc_id", &id)
        try fields.code("account_id", &accountID, default: "")
        try fields.code("region_id", &regionID, default: "")
    }
}

extension VSwitch: FileRecord {
    mutating func code(_ fields: inout FieldCoder) throws(FileMistake) {
        try fields.code("v_switch_id", &id)
        try fields.code("vpc_id", &vpcID)
        try fields.code("zone_id", &zoneID)
    }
}

extension FieldCoder {
    /// A time to come, as the milliseconds until then: a file doesn't know when it will be read.
    mutating func code(_ name: String, remaining due: inout Timestamp?) throws(FileMistake) {
        let start = Timestamp(nanosecondsSinceEpoch: 0)
        var milliseconds = due.map { max(0, Int(($0 - start).millisecondsRoundedUp)) }
        try code(name, &milliseconds)
        if isReading { due = milliseconds.map { start + .milliseconds($0) } }
    }

    /// What a rule says of the far side: a source for what comes in, a destination for what goes
    /// out.
    mutating func code(_ name: String, peer: inout String, of direction: Permission.Direction)
        throws(FileMistake)
    {
        var source = direction == .ingress ? peer : ""
        var destination = direction == .egress ? peer : ""
        try code("source_\(name)", &source, default: "")
        try code("dest_\(name)", &destination, default: "")
        guard isReading else { return }
        let (wanted, other) = direction == .ingress ? (source, destination) : (destination, source)
        guard other.isEmpty else {
            let side = direction == .ingress ? "dest" : "source"
            throw FileMistake(
                "an \(direction.rawValue) rule has none", at: [.member("\(side)_\(name)")])
        }
        peer = wanted
    }

    /// Tags, as an object of values by key.
    mutating func code(_ name: String, tags: inout [Tag]) throws(FileMistake) {
        var values = Dictionary(tags.map { ($0.key, $0.value) }) { $1 }
        try code(name, &values, default: [:])
        if isReading {
            tags = values.sorted { $0.key < $1.key }.map { Tag(key: $0.key, value: $0.value) }
        }
    }
}
