import LunetteBase
import LunetteLua
import Testing

@testable import LunetteRunbook

@Suite struct FleetPlanTests {
    private func plan(_ options: [(String, LuaValue)]) throws -> FleetPlan {
        try FleetPlan(
            OptionTable(
                LuaTable(fields: options), of: "fleet.map", knowing: FleetPlan.optionNames))
    }

    @Test(
        arguments: [
            (count: 7, canary: 0, batch: nil, waves: [0..<7]),
            (count: 7, canary: 2, batch: nil, waves: [0..<2, 2..<7]),
            (count: 7, canary: 0, batch: 3, waves: [0..<3, 3..<6, 6..<7]),
            (count: 7, canary: 1, batch: 3, waves: [0..<1, 1..<4, 4..<7]),
            (count: 2, canary: 5, batch: nil, waves: [0..<2]),
            (count: 0, canary: 1, batch: 3, waves: []),
        ] as [(count: Int, canary: Int, batch: Int?, waves: [Range<Int>])])
    func `the canary goes first, then batch by batch`(
        count: Int, canary: Int, batch: Int?, waves: [Range<Int>]
    ) throws {
        var plan = try plan([])
        plan.canary = canary
        plan.batch = batch
        #expect(plan.waves(of: count) == waves)
    }

    @Test(
        arguments: [
            (onError: "stop", most: nil, failures: 1, goesOn: false),
            (onError: "continue", most: nil, failures: 1_000, goesOn: true),
            (onError: "continue", most: 2, failures: 2, goesOn: true),
            (onError: "continue", most: 2, failures: 3, goesOn: false),
            (onError: "stop", most: 2, failures: 2, goesOn: true),
            (onError: "continue", most: 0, failures: 1, goesOn: false),
        ] as [(onError: String, most: Int64?, failures: Int, goesOn: Bool)])
    func `failures end a fleet as its options say`(
        onError: String, most: Int64?, failures: Int, goesOn: Bool
    ) throws {
        var options: [(String, LuaValue)] = [("on_error", .string(onError))]
        if let most { options.append(("max_failures", .integer(most))) }
        #expect(try plan(options).goesOn(afterFailures: failures) == goesOn)
    }

    @Test(
        arguments: [
            (.integer(4), .milliseconds(250)), (.number(0.5), .seconds(2)),
            (.string("10/s"), .milliseconds(100)), (.string("30/m"), .seconds(2)),
            (.string("720/h"), .seconds(5)),
        ] as [(LuaValue, Duration)])
    func `a rate is the time from one item to the next`(rate: LuaValue, interval: Duration) throws {
        #expect(try plan([("rate", rate)]).interval == interval)
    }

    @Test(
        arguments: [
            ("rate", .string("fast"), "rate must be items a second"),
            ("rate", .integer(0), "rate must be items a second"),
            ("concurrency", .integer(0), "concurrency must be a whole number from 1 to 1024"),
            ("on_error", .string("ignore"), "on_error must be one of stop, continue"),
            ("pause", .string("soon"), "pause must be a duration"),
            ("concurency", .integer(1), "did you mean 'concurrency'?"),
        ] as [(String, LuaValue, String)])
    func `what is wrong with an option is told`(name: String, value: LuaValue, problem: String) {
        do {
            _ = try plan([(name, value)])
            Issue.record("it was taken")
        } catch {
            let object = error as? ErrorObject
            #expect(object?.kind == .invalid)
            #expect(object?.message.contains(problem) == true, "\(error)")
        }
    }
}

@Suite struct FleetProgressTests {
    @Test func `the rate counts what was really gone through`() {
        var progress = FleetProgress(label: "drain", total: 100)
        #expect(progress.rate == nil && progress.remaining == nil)
        progress.done = 60
        progress.skipped = 40
        progress.elapsed = .seconds(10)
        #expect(progress.rate == 2)
        #expect(progress.remaining == .seconds(20))
        #expect(progress.fraction == 0.6)
    }
}
