/// Lists the regions, with their names in English whatever `AcceptLanguage` asks for.
enum DescribeRegions {
    static let model = OperationModel("DescribeRegions", .list, on: [.anything], run: run)

    private static func run(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        try checkLanguage(call)
        let regions = call.isBlind ? [] : world.regions
        return Reply { _, writer in
            writer.list("Regions", of: "Region", regions) { writer, region in
                writer.field("RegionId", region.id)
                writer.field("LocalName", region.localName)
                writer.field("RegionEndpoint", region.endpoint)
                writer.field("Status", "available")
            }
        }
    }

    static func checkLanguage(_ call: Call) throws(Refusal) {
        guard let language = call["AcceptLanguage"] else { return }
        guard ["zh-CN", "en-US", "ja"].contains(language) else {
            throw Rule.named("DR1").refusal("")
        }
    }
}

/// Lists a region's zones.
enum DescribeZones {
    static let model = OperationModel("DescribeZones", .list, on: [.anything], run: run)

    private static func run(_ world: inout World, _ call: Call) throws(Refusal) -> Reply {
        try DescribeRegions.checkLanguage(call)
        let region = call.isBlind ? nil : call.regionID.flatMap(world.region)
        return Reply { _, writer in
            writer.list("Zones", of: "Zone", region?.zoneIDs ?? []) { writer, zone in
                writer.field("ZoneId", zone)
                writer.field("LocalName", zone)
                writer.field("ZoneType", "AvailabilityZone")
            }
        }
    }
}
