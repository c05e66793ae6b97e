import LunetteBase
import LunetteEmulator
import LunetteWorld
import Synchronization
import Testing

@testable import LunetteRunbook

@Suite struct FleetTests {
    private func run(_ source: String, maxChanges: Int? = nil) async throws -> ScriptOnEmulator {
        var settings = RunSettings()
        settings.maxChanges = maxChanges
        return try await ScriptOnEmulator.run(source, settings: settings)
    }

    private func items(_ run: ScriptOnEmulator) -> [String] {
        run.report.items.map { "\($0.target) \($0.status.rawValue)" }
    }

    @Test func `results come in the items' order, whichever ends first`() async throws {
        let run = try await run(
            """
            return fleet.map({ 4, 1, 3, 2 }, function(n, index)
              sleep(n)
              return { n = n, index = index }
            end, { concurrency = 4 })
            """)
        #expect(run.report.failure == nil, "\(run.report.failure?.message ?? "")")
        #expect(run.report.results.first?.array?.map { $0["n"] } == [4, 1, 3, 2])
        #expect(run.report.results.first?.array?.map { $0["index"] } == [1, 2, 3, 4])
        #expect(items(run) == ["1 ok", "2 ok", "3 ok", "4 ok"])
    }

    @Test func `no more items are under way than may be`() async throws {
        let run = try await run(
            """
            local now, most = 0, 0
            local items = {}
            for i = 1, 50 do items[i] = i end
            fleet.map(items, function()
              now = now + 1
              most = math.max(most, now)
              sleep(0.1)
              now = now - 1
            end, { concurrency = 7 })
            return most
            """)
        #expect(run.report.results == [7])
    }

    @Test func `a rate keeps items apart`() async throws {
        let run = try await run(
            "fleet.map({ 1, 2, 3, 4, 5 }, function() end, { rate = '2/s', concurrency = 5 })")
        #expect(run.report.duration >= .seconds(2))
    }

    @Test func `an error stops what has not begun, and is raised when the rest has ended`()
        async throws
    {
        let run = try await run(
            """
            local ended = {}
            local ok, err = pcall(fleet.map, { 1, 2, 3, 4 }, function(n)
              sleep(n)
              if n == 1 then ecs.leave_security_group { instance_id = "i-missing", security_group_id = "sg-web" } end
              ended[#ended + 1] = n
            end, { concurrency = 2 })
            return { ok = ok, code = err.code, ended = ended }
            """)
        #expect(
            run.report.results.first == [
                "code": "InvalidInstanceId.NotFound", "ended": [2], "ok": false,
            ])
        #expect(items(run) == ["1 failed", "2 ok"])
    }

    @Test func `with on_error = continue every item has its outcome, and the exit says partial`()
        async throws
    {
        let run = try await run(
            """
            local results, failures = fleet.map({ "a", "b", "c" }, function(name)
              if name == "b" then error("no b here") end
              if name == "c" then return { status = "changed", before = 1 } end
              return name
            end, { on_error = "continue" })
            return { results = results, key = failures[1].key, error = failures[1].error }
            """)
        #expect(run.report.failure == nil)
        #expect(run.report.exitReason == .partialOrFindings)
        #expect(items(run).sorted() == ["a ok", "b failed", "c changed"])
        let result = try #require(run.report.results.first)
        #expect(result["results"]?.array?.prefix(2) == ["a", false])
        #expect(result["key"] == "b")
        #expect(result["error"]?.string?.contains("script.lua:2: no b here") == true)
    }

    @Test func `too many failures end it`() async throws {
        let run = try await run(
            """
            local count = 0
            local items = {}
            for i = 1, 20 do items[i] = i end
            pcall(fleet.map, items, function(n) count = count + 1; error("no") end,
              { concurrency = 1, on_error = "continue", max_failures = 3 })
            return count
            """)
        #expect(run.report.results == [4])
    }

    @Test func `an uncaught error of an item shows the script's line`() async throws {
        let run = try await run(
            """
            fleet.map({ 1 }, function()
              local nothing
              return nothing.field
            end)
            """)
        #expect(run.report.exitReason == .scriptFailed)
        #expect(run.report.failure?.place?.line == 3, "\(String(describing: run.report.failure))")
    }

    @Test func `more items than may be changed are refused before the first change`()
        async throws
    {
        let script = """
            local ids = { "i-running1", "i-running2", "i-stopped1" }
            fleet.map(ids, function(id)
              return ecs.try.leave_security_group { instance_id = id, security_group_id = "sg-web" }.request_id
            end, { on_error = "continue" })
            """
        let refused = try await run(script, maxChanges: 2)
        #expect(refused.report.failure?.object?.code == "BlastLimitReached")
        #expect(refused.report.exitReason == .blocked)
        #expect(refused.changingCalls.isEmpty)
        let admitted = try await run(script, maxChanges: 3)
        #expect(admitted.report.failure == nil)
        #expect(admitted.changingCalls.count == 3)
    }

    @Test func `reads need no room, and pending narrows what is to do`() async throws {
        let reading = try await run(
            """
            return (fleet.map({ "i-running1", "i-running2", "i-stopped1" }, function(id)
              return #state.groups_of(id)
            end))
            """, maxChanges: 1)
        #expect(reading.report.results == [[2, 2, 2]])
        let narrowed = try await run(
            """
            return (fleet.map({ "i-single", "i-running1", "i-enterprise" }, function(id)
              return ensure.groups { instance_id = id, interfaces = "primary", remove = "sg-ops" }.changed
            end, { pending = function(id) return state.is_member("sg-ops", id) end }))
            """, maxChanges: 1)
        #expect(narrowed.report.failure == nil, "\(narrowed.report.failure?.message ?? "")")
        #expect(narrowed.report.results == [[false, true, false]])
        #expect(narrowed.changingCalls.count == 1)
        #expect(
            items(narrowed).sorted() == [
                "i-enterprise unchanged", "i-running1 ok", "i-single unchanged",
            ])
    }

    @Test func `the canary goes alone, and a check that says no ends it`() async throws {
        let run = try await run(
            """
            local seen = {}
            local ok, err = pcall(fleet.map, { 1, 2, 3, 4, 5 }, function(n) seen[#seen + 1] = n end, {
              canary = 1, batch = 2, pause = "10s",
              check = function(done, failed, total) return done < 3 end,
            })
            return { seen = #seen, code = err.code }
            """)
        #expect(run.report.results.first == ["code": "FleetCheckFailed", "seen": 3])
        #expect(run.report.duration >= .seconds(20))
    }

    @Test(arguments: [
        ("fleet.map({ {} }, print)", "item 1 has no name"),
        ("fleet.map({ 'a', 'a' }, print)", "items 1 and 2 are both 'a'"),
        ("fleet.map('a', print)", "the items must be a list"),
        ("fleet.map({ web = 'i-1' }, print)", "has names, such as 'web'"),
        ("fleet.map(ecs.describe_instances {}, print)", "give the one in the answer"),
        ("fleet.map({}, print, { concurrency = 'many' })", "concurrency must be a whole number"),
        ("fleet.map({}, print, { on_eror = 'stop' })", "did you mean 'on_error'?"),
        ("fleet.map({ 1 }, function() return print end)", "must have a JSON form"),
        ("fleet.across({ regions = {} }, print)", "regions must be a list"),
        ("fleet.across({ region = 'x' }, print)", "there are no 'region'"),
        ("fleet.across({ profiles = { 1 } }, print)", "profiles must be a list of names"),
        (
            "for _ = 1, 2 do fleet.map({ 1 }, function() end) end",
            "there was a 'fleet.map at script.lua:1' here already"
        ),
    ])
    func `a mistake is told`(source: String, problem: String) async throws {
        let run = try await run(source)
        let message = run.report.failure?.message ?? ""
        #expect(message.contains(problem), "\(message)")
        #expect(run.report.exitReason == .scriptFailed)
    }

    @Test func `steps nest, return what they did, and need names of their own`() async throws {
        let run = try await run(
            """
            local value = step("outer", function()
              return { inner = step("inner", function() return { 1, 2 } end) }
            end)
            local again = step("other", function() return step("inner", function() end) end)
            local ok, err = pcall(step, "outer", function() end)
            local failed, why = pcall(step, "fails", function() error({ reason = "odd" }) end)
            return { value = value, nothing = again == nil, code = err.code, reason = why.reason }
            """)
        #expect(
            run.report.results.first == [
                "code": "NameTaken", "nothing": true, "reason": "odd",
                "value": ["inner": [1, 2]],
            ], "\(run.report.failure?.message ?? "")")
    }

    @Test func `across goes to each region, with everything bound to it`() async throws {
        let run = try await run(
            """
            local function groups() return ecs.describe_security_groups {}.security_groups end
            local outcomes = fleet.across({ regions = { "cn-hangzhou", "cn-beijing", "cn-shanghai" } },
              function(target)
                assert(ecs.region_id == target.region_id)
                if target.region_id == "cn-hangzhou" then sleep("1m") end
                local found = {}
                for _, group in ipairs(groups()) do found[#found + 1] = group.security_group_id end
                return found
              end)
            assert(ecs.region_id == "cn-hangzhou")
            local summary = {}
            for i, one in ipairs(outcomes) do
              summary[i] = ("%s %s %d"):format(one.region_id, one.status, #(one.result or {}))
            end
            return summary
            """)
        #expect(
            run.report.results.first == [
                "cn-hangzhou ok 7", "cn-beijing ok 1", "cn-shanghai empty 0",
            ],
            "\(run.report.failure?.message ?? "")")
        #expect(
            items(run) == ["cn-beijing ok", "cn-shanghai empty", "cn-hangzhou ok"])
        #expect(run.report.exitReason == .done)
    }

    @Test
    func `what is gone across does not count for the blast limit, what is changed there does`()
        async throws
    {
        let run = try await run(
            """
            return fleet.across({ regions = { "cn-hangzhou", "cn-beijing", "cn-shanghai" } }, function(target)
              if target.region_id ~= "cn-hangzhou" then return end
              return ensure.groups { instance_id = "i-stopped1", remove = "sg-web" }
            end)
            """, maxChanges: 1)
        #expect(run.report.failure == nil, "\(run.report.failure?.message ?? "")")
        #expect(run.report.openItems.isEmpty, "\(run.report.openItems)")
        #expect(run.changingCalls == ["ModifyInstanceAttribute"])
    }

    @Test func `across goes to each account that the operator named`() async throws {
        let world = try World(
            text: """
                {"accounts": [
                   {"account_id": "1", "access_keys": [
                     {"access_key_id": "testid", "access_key_secret": "testsecret"}]},
                   {"account_id": "2", "access_keys": [
                     {"access_key_id": "other", "access_key_secret": "testsecret"}]}],
                 "security_groups": [
                   {"security_group_id": "sg-a", "account_id": "1"},
                   {"security_group_id": "sg-b", "account_id": "2"}]}
                """)
        var settings = RunSettings()
        settings.profiles = ["testid", "other"]
        let run = try await ScriptOnEmulator.run(
            """
            local outcomes = fleet.across({ profiles = { "testid", "other", "third" } }, function()
              return ecs.describe_security_groups {}.security_groups[1].security_group_id
            end)
            local summary = {}
            for i, one in ipairs(outcomes) do
              summary[i] = ("%s %s %s"):format(one.profile, one.status, one.result or one.error.code)
            end
            return summary
            """, world: world, settings: settings)
        #expect(
            run.report.results.first == [
                "testid ok sg-a", "other ok sg-b", "third denied PermissionDenied",
            ], "\(run.report.failure?.message ?? "")")
        #expect(
            items(run).sorted() == [
                "other/cn-hangzhou ok", "testid/cn-hangzhou ok", "third/cn-hangzhou denied",
            ])
        #expect(run.report.exitReason == .partialOrFindings)
    }

    /// Nobody has a key of this name: the profile's calls are refused as bad credentials.
    @Test(arguments: [
        (["testid", "dead"], ["dead failed", "testid ok"]),
        // The run's own: every other item would be refused, too.
        (["dead"], ["dead failed"]),
    ])
    func `one profile's dead key ends no fleet of several`(
        profiles: [String], outcomes: [String]
    ) async throws {
        var settings = RunSettings()
        settings.profiles = profiles
        let run = try await ScriptOnEmulator.run(
            """
            fleet.map({ "dead", "testid" }, function(profile)
              return #ecs.with({ profile = profile }).describe_regions({}).regions
            end, { on_error = "continue", concurrency = 1 })
            """, settings: settings)
        #expect(items(run) == outcomes)
    }
}
