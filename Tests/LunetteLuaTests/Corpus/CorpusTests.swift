import LunetteTesting
import Testing

/// The corpus runs in a process of its own: a crash must not take the other tests along.
@Suite(.serialized) struct CorpusTests {
    private func corpus(_ arguments: [String]) async throws -> LunetteProcess {
        try await LunetteProcess.run(
            arguments, binary: Checkout.product("lua-corpus"),
            folder: Checkout.root + "/Tests/LuaCorpus", patience: .seconds(180))
    }

    private func count(in folder: String, of run: LunetteProcess) -> Int {
        run.output.split(separator: "\n").count { $0.hasPrefix(folder + "/") }
    }

    @Test func `no hostile snippet escapes, outlives its limit or harms its session`()
        async throws
    {
        let run = try await corpus(["attack", "hostile"])
        #expect(run.exitCode == 0, "\(run.output)\n\(run.errors)")
        #expect(count(in: "hostile", of: run) >= 200)
    }

    @Test func `snippets that wait end as they should`() async throws {
        let run = try await corpus(["attack", "asynchronous"])
        #expect(run.exitCode == 0, "\(run.output)\n\(run.errors)")
    }

    @Test func `ordinary snippets print what stock Lua prints`() async throws {
        let run = try await corpus(["compare", "ordinary"])
        #expect(run.exitCode == 0, "\(run.output)\n\(run.errors)")
        #expect(count(in: "ordinary", of: run) >= 100)
    }

    @Test(arguments: [1, 20_261_122])
    func `random programs print what stock Lua prints`(seed: Int) async throws {
        let run = try await corpus(["fuzz", "3", "\(seed)", "/tmp/lunette-fuzz-\(seed)"])
        #expect(run.exitCode == 0, "\(run.output)\n\(run.errors)")
    }

    @Test func `a snippet that ends otherwise than expected is a failure`() async throws {
        let run = try await corpus(["attack", "broken"])
        #expect(run.exitCode == 1)
        #expect(run.output.contains("FAILED: ended otherwise"))
    }
}
