import Testing

@testable import LunetteSystem

/// What Landlock is told, by the kernel's version.
@Suite struct LandlockRulesetTests {
    private let jail = Jail(
        openings: [.reading("/r"), .folder("/f"), .output("/o"), .device("/d")],
        network: .ports([443, 80]))

    @Test(
        arguments: [
            (0, 0), (1, 0x1FFF), (2, 0x3FFF), (3, 0x7FFF), (4, 0x7FFF), (5, 0xFFFF), (7, 0xFFFF),
            (99, 0xFFFF),
        ] as [(Int, UInt64)])
    func `each version takes away the rights on files that it knows`(version: Int, bits: UInt64) {
        #expect(LandlockRuleset(jail, version: version).files.rawValue == bits)
    }

    @Test(arguments: 0...9)
    func `no right is given back that was not taken away`(version: Int) {
        let rules = LandlockRuleset(jail, version: version)
        for path in rules.openPaths { #expect(rules.files.isSuperset(of: path.rights)) }
        #expect(rules.openPaths.map(\.path) == ["/r", "/f", "/o", "/d"])
    }

    @Test(arguments: 0...9)
    func `nothing is left that starts a program or makes a device`(version: Int) {
        let rights: LandlockRights = [
            .execute, .makeCharacterDevice, .makeBlockDevice, .makeSocket, .makePipe, .makeLink,
        ]
        for path in LandlockRuleset(jail, version: version).openPaths {
            #expect(path.rights.isDisjoint(with: rights))
        }
    }

    @Test(arguments: [(3, []), (4, [443, 80]), (7, [443, 80])] as [(Int, [UInt16])])
    func `ports are limited where the kernel can`(version: Int, ports: [UInt16]) {
        let rules = LandlockRuleset(jail, version: version)
        #expect(rules.openPorts == ports)
        #expect(rules.ports == (ports.isEmpty ? 0 : 3))
    }

    @Test func `an open network takes no port away`() {
        let rules = LandlockRuleset(Jail(openings: [], network: .open), version: 7)
        #expect(rules.ports == 0)
        #expect(rules.openPorts == [])
    }

    @Test(arguments: [(5, 0), (6, 3), (7, 3)] as [(Int, UInt64)])
    func `signals and abstract sockets of others are out of reach where the kernel can`(
        version: Int, scopes: UInt64
    ) {
        #expect(LandlockRuleset(jail, version: version).scopes == scopes)
    }

    @Test func `a kernel without either is reported, and nothing fails`() {
        let report = jail.enter(JailKernel(landlockVersion: 0, filtersSystemCalls: false))
        #expect(report == JailReport(files: .notOffered, systemCalls: .notOffered))
        #expect(!report.isWhole)
    }
}
