import LunetteBase
import LunetteTesting
import LunetteZones
import Testing

@Suite struct ZoneTests {
    private static let names = [
        "Europe/Berlin", "Europe/Dublin", "Europe/Lisbon", "America/New_York",
        "America/St_Johns", "America/Santiago", "America/Sao_Paulo", "Australia/Lord_Howe",
        "Australia/Sydney", "Africa/Casablanca", "Africa/Cairo", "Asia/Shanghai", "Asia/Tehran",
        "Asia/Kathmandu", "Asia/Gaza", "Pacific/Apia", "Pacific/Chatham", "Pacific/Kiritimati",
        "Antarctica/Troll", "UTC", "Etc/GMT+12",
    ]
    private static let program = """
        import sys, json, datetime, zoneinfo
        for line in sys.stdin.read().splitlines():
            name, time = json.loads(line)
            zone = zoneinfo.ZoneInfo(name)
            there = datetime.datetime.fromtimestamp(time, zone)
            print(int(there.utcoffset().total_seconds()), there.tzname())
        """

    @Test(arguments: [
        ("Europe/Berlim", "Europe/Berlin"), ("Berlin", "Europe/Berlin"),
        ("America/Shanghai", "Asia/Shanghai"), ("asia/tokio", "Asia/Tokyo"),
    ])
    func `a name with a mistake in it is told what was meant`(name: String, meant: String) {
        #expect {
            try ZoneFolder().zone(named: name)
        } throws: {
            ($0 as? ZoneError)?.reason.hasSuffix("; did you mean \(meant)?") == true
        }
    }

    @Test func `offsets and names are those that Python reads`() async throws {
        let randomness = SeededRandomness(seed: 9)
        let folder = ZoneFolder()
        let questions = try Self.names.flatMap { name in
            let zone = try folder.zone(named: name)
            return (0..<TestLength.rounds(200, long: 5_000)).map { _ in
                // From 1930 to 2150.
                let seconds = Int64(randomness.next() % 6_942_000_000) - 1_262_000_000
                return (zone, Timestamp(secondsSinceEpoch: seconds))
            }
        }
        let input = questions.map { "[\"\($0.0.name)\", \($0.1.secondsSinceEpoch)]\n" }.joined()
        let oracle = try await LunetteProcess.run(
            ["-c", Self.program], binary: "/usr/bin/python3", input: input)
        try #require(oracle.exitCode == 0, "\(oracle.errors)")
        let answers = oracle.output.split(separator: "\n")
        try #require(answers.count == questions.count)
        for ((zone, time), answer) in zip(questions, answers) {
            let period = zone.period(at: time)
            #expect("\(period.offset) \(period.name)" == answer, "\(zone.name) \(time.text)")
        }
    }

    @Test(arguments: ["", "Europe/Atlantis", "../etc/passwd", "/etc/passwd", "Europe", "tzdata.zi"])
    func `what is no zone is refused`(name: String) {
        #expect(throws: ZoneError.self) { try ZoneFolder().zone(named: name) }
    }
}
