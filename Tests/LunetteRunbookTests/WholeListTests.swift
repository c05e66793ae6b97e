import LunetteTesting
import Testing

/// A long list comes whole from Lua, by token and by page number.
@Suite struct WholeListTests {
    private static let count = TestLength.rounds(1_200, long: 20_000)

    private static let script = """
        local function tally(items, seen)
          for _, item in ipairs(items) do
            assert(not seen[item.instance_id], item.instance_id .. " comes twice")
            seen[item.instance_id] = true
            seen.count = (seen.count or 0) + 1
          end
        end
        local whole, streamed, numbered = {}, {}, {}
        tally(ecs.describe_instances {}.instances, whole)
        for item in ecs.each.describe_instances {} do tally({ item }, streamed) end
        for number = 1, math.huge do
          local page = ecs.describe_instances { page_number = number, page_size = 100 }.instances
          if #page == 0 then break end
          tally(page, numbered)
        end
        return { whole.count, streamed.count, numbered.count }
        """

    @Test func `each item comes exactly once, by token, as a stream and by page number`()
        async throws
    {
        let server = try await EmulatorProcess.start(
            ["--generate", "instances=\(Self.count),groups=20,enis=10,seed=3"])
        defer { server.stop() }
        let result = try await LunetteProcess.run(
            ["eval", Self.script, "--endpoint", server.endpoint, "--json"],
            environment: [
                "ALIBABA_CLOUD_ACCESS_KEY_ID": "testid",
                "ALIBABA_CLOUD_ACCESS_KEY_SECRET": "testsecret",
            ])
        let count = String(Self.count)
        #expect(
            try result.json()["result"]?.text == "[\(count),\(count),\(count)]", "\(result.errors)")
    }
}
