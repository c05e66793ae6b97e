import LunetteBase
import LunetteEmulator
import LunetteSystem
import LunetteTesting
import LunetteWorld
import Testing

@testable import LunetteRunbook

/// The runbook close-open-groups over six regions: one that does not answer, one that counts its
/// calls, one that is empty.
@Suite struct RegionSweepTests {
    /// How many instances each region has; every tenth of them is in a group that is open to the
    /// world, and every fiftieth in no other.
    private static let sizes = [
        "cn-hangzhou": 400, "cn-beijing": 900, "cn-shanghai": 120, "cn-shenzhen": 40,
        "cn-qingdao": 60, "cn-chengdu": 0,
    ]
    private static let deaf = "cn-qingdao"
    private static let counting = "cn-beijing"
    private static let callsPerMinute = 60

    private static func world() throws -> World {
        var groups: [JSONValue] = []
        var instances: [JSONValue] = []
        for (region, size) in sizes.sorted(by: { $0.key < $1.key }) {
            guard size > 0 else { continue }
            groups.append([
                "security_group_id": .string("sg-open-\(region)"), "region_id": .string(region),
                "permissions": [["port_range": "20/25", "source_cidr_ip": "0.0.0.0/0"]],
            ])
            groups.append([
                "security_group_id": .string("sg-app-\(region)"), "region_id": .string(region),
                "permissions": [["port_range": "443/443", "source_cidr_ip": "0.0.0.0/0"]],
            ])
            for number in 1...size {
                instances.append([
                    "instance_id": .string("i-\(region)-\(number)"),
                    "region_id": .string(region),
                    "security_group_ids": .array(
                        Self.groups(number, region).map(JSONValue.string)),
                ])
            }
        }
        let file: JSONValue = [
            "security_groups": .array(groups), "instances": .array(instances),
            "throttling": [
                [
                    "operation": "DescribeInstances", "region_id": .string(counting),
                    "per_minute": .integer(Int64(callsPerMinute)),
                ]
            ],
            "faults": [
                ["parameters": ["RegionId": .string(deaf)], "effect": "timeout_before"]
            ],
        ]
        return try World(parsing: Array(file.text.utf8))
    }

    private static func groups(_ number: Int, _ region: String) -> [String] {
        if number % 50 == 0 { return ["sg-open-\(region)"] }
        return number % 10 == 0
            ? ["sg-open-\(region)", "sg-app-\(region)"] : ["sg-app-\(region)"]
    }

    private func sweep() async throws -> ScriptOnEmulator {
        let source = try readFile("\(Checkout.root)/scripts/runbooks/close-open-groups.lua")
        return try await ScriptOnEmulator.run(
            String(decoding: source, as: UTF8.self),
            arguments: [
                "region_id": .list(Self.sizes.keys.sorted()), "port": .integer(22),
            ],
            world: try Self.world())
    }

    @Test func `each region is gone through for itself, within its quotas`() async throws {
        let run = try await sweep()
        #expect(run.report.failure == nil, "\(run.report.failure?.message ?? "")")
        #expect(run.report.exitReason == .partialOrFindings)
        checkStatuses(run)
        checkWorld(run)
        checkQuota(run)
        checkIndependence(run)
    }

    private func checkStatuses(_ run: ScriptOnEmulator) {
        let outcomes = run.report.results.first?.array ?? []
        let statuses = outcomes.map { [$0["region_id"]?.string, $0["status"]?.string] }
        #expect(
            statuses == [
                ["cn-beijing", "ok"], ["cn-chengdu", "empty"], ["cn-hangzhou", "ok"],
                ["cn-qingdao", "failed"], ["cn-shanghai", "ok"], ["cn-shenzhen", "ok"],
            ])
        let regions = run.report.items.filter { Self.sizes.keys.contains($0.target) }
        #expect(regions.count == 6)
        #expect(regions.filter(\.status.isOpen).map(\.target) == ["cn-qingdao"])
    }

    private func checkWorld(_ run: ScriptOnEmulator) {
        let world = run.emulator.world()
        var listed: Set<String> = []
        for (region, size) in Self.sizes where size > 0 {
            for number in 1...size {
                let id = "i-\(region)-\(number)"
                let before = Self.groups(number, region)
                let isClosed = region != Self.deaf && before.count == 2
                #expect(world.groups(ofInstance: id) == (isClosed ? [before[1]] : before))
                if region != Self.deaf, number % 50 == 0 { listed.insert(id) }
            }
        }
        #expect(Set(run.report.findings.compactMap(\.target)) == listed)
        #expect(run.report.findings.count == listed.count)
    }

    /// No more than two per cent beyond the quota in any minute, refused calls included.
    private func checkQuota(_ run: ScriptOnEmulator) {
        let counted = run.emulator.calls().filter {
            $0.operation == "DescribeInstances"
                && $0.parameters.value(named: "RegionId") == Self.counting
        }
        #expect(counted.count > 2 * Self.callsPerMinute, "the quota was never reached")
        let minutes = Dictionary(grouping: counted) { $0.time.secondsSinceEpoch / 60 }
        let most = Double(Self.callsPerMinute) * 1.02
        for (minute, calls) in minutes {
            #expect(Double(calls.count) <= most, "\(calls.count) calls in minute \(minute)")
        }
    }

    /// The regions that answer at once are done long before the one that counts its calls.
    private func checkIndependence(_ run: ScriptOnEmulator) {
        let lastChange = Dictionary(
            run.report.changes.map { ($0.regionID, $0.at) }, uniquingKeysWith: { max($0, $1) })
        guard let slow = lastChange[Self.counting] else {
            Issue.record("nothing was changed in \(Self.counting)")
            return
        }
        for (region, size) in Self.sizes
        where size > 0 && region != Self.counting && region != Self.deaf {
            guard let last = lastChange[region] else {
                Issue.record("nothing was changed in \(region)")
                continue
            }
            #expect(slow - last > .seconds(30), "\(region) waited for \(Self.counting)")
        }
    }
}
