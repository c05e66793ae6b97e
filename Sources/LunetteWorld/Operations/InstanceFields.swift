import LunetteBase

extension AnswerWriter {
    /// An instance as DescribeInstances shows it.
    mutating func fields(of instance: Instance, in world: World) {
        let type = InstanceType(instance.type)
        sharedFields(of: instance, type, in: world)
        field("OSName", "Alibaba Cloud Linux 3.2104 LTS 64bit")
        field("OSNameEn", "Alibaba Cloud Linux 3.2104 LTS 64 bit")
        field("OSType", "linux")
        field("IoOptimized", true)
        field("InstanceTypeFamily", type.family)
        field("StartTime", instance.creationTime.minuteText)
        field("DeletionProtection", instance.isDeletionProtected)
        field("DeviceAvailable", true)
        field("GPUAmount", 0)
        field("GPUSpec", "")
        field("KeyPairName", "")
        field("LocalStorageAmount", 0)
        field("Recyclable", false)
        field("ResourceGroupId", instance.resourceGroupID)
        field("SaleCycle", "")
        field("SpotStrategy", "NoSpot")
        field("AutoReleaseTime", "")
        lockFields(of: instance)
        object("MetadataOptions") { writer in
            writer.field("HttpEndpoint", "enabled")
            writer.field("HttpTokens", "optional")
        }
        list("Tags", of: "Tag", instance.tags) { $0.tagFields($1) }
        list("RdmaIpAddress", of: "IpAddress", [])
        let attached = (world.attachments[instance.id] ?? []).compactMap(world.interface)
        list("NetworkInterfaces", of: "NetworkInterface", attached) { $0.summary(of: $1) }
    }

    /// An instance as DescribeInstanceAttribute shows it.
    mutating func attributeFields(of instance: Instance, in world: World) {
        sharedFields(of: instance, InstanceType(instance.type), in: world)
        field("IoOptimized", "optimized")
        field("EnableJumboFrame", false)
        lockFields(of: instance)
    }

    /// What both operations show.
    private mutating func sharedFields(
        of instance: Instance, _ type: InstanceType, in world: World
    ) {
        let addresses = world.interface(instance.primaryInterfaceID)?.privateIPAddresses ?? []
        let isClassic = instance.isInClassicNetwork
        field("InstanceId", instance.id)
        field("InstanceName", instance.name)
        field("Description", instance.description)
        field("HostName", instance.hostName.isEmpty ? instance.id : instance.hostName)
        field("Status", instance.status.rawValue)
        field("RegionId", instance.regionID)
        field("ZoneId", instance.zoneID)
        field("ClusterId", "")
        field("InstanceType", instance.type)
        field("ImageId", instance.imageID)
        field("Cpu", type.processors)
        field("Memory", type.memoryMebibytes)
        field("SerialNumber", instance.id)
        field("CreationTime", instance.creationTime.minuteText)
        field("ExpiredTime", "2099-12-31T15:59Z")
        field("InstanceChargeType", "PostPaid")
        field("InternetChargeType", "PayByTraffic")
        field("InternetMaxBandwidthIn", -1)
        field("InternetMaxBandwidthOut", 0)
        field("InstanceNetworkType", isClassic ? "classic" : "vpc")
        field("StoppedMode", instance.status == .stopped ? "KeepCharging" : "Not-applicable")
        field("CreditSpecification", "")
        field("VlanId", "")
        list(
            "SecurityGroupIds", of: "SecurityGroupId", world.visibleGroups(ofInstance: instance))
        object("VpcAttributes") { writer in
            writer.field("VpcId", instance.vpcID)
            writer.field("VSwitchId", instance.vSwitchID)
            writer.field("NatIpAddress", "")
            writer.list("PrivateIpAddress", of: "IpAddress", isClassic ? [] : addresses.prefix(1))
        }
        list("InnerIpAddress", of: "IpAddress", isClassic ? addresses.prefix(1) : [])
        list("PublicIpAddress", of: "IpAddress", [])
        object("EipAddress") { writer in
            writer.field("AllocationId", "")
            writer.field("IpAddress", "")
            writer.field("InternetChargeType", "")
        }
        object("DedicatedHostAttribute") { writer in
            writer.field("DedicatedHostId", "")
            writer.field("DedicatedHostName", "")
        }
    }

    private mutating func lockFields(of instance: Instance) {
        list("OperationLocks", of: "LockReason", instance.lockReasons) { writer, reason in
            writer.field("LockReason", reason)
        }
    }

    mutating func tagFields(_ tag: Tag) {
        field("TagKey", tag.key)
        field("TagValue", tag.value)
    }

    /// An interface as instances list it.
    private mutating func summary(of interface: NetworkInterface) {
        field("NetworkInterfaceId", interface.id)
        field("Type", interface.kind.rawValue)
        field("MacAddress", interface.macAddress)
        field("PrimaryIpAddress", interface.privateIPAddresses.first ?? "")
        addressFields(of: interface)
    }

    mutating func addressFields(of interface: NetworkInterface) {
        let primary = interface.privateIPAddresses.first
        list("PrivateIpSets", of: "PrivateIpSet", interface.privateIPAddresses) { writer, address in
            writer.field("PrivateIpAddress", address)
            writer.field("Primary", address == primary)
        }
    }
}
