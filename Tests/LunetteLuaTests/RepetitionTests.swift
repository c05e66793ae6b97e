import LunetteTesting
import Testing

@Suite struct RepetitionTests {
    @Test func `many runs in one process leave its memory flat`() async throws {
        let rounds = TestLength.rounds(400, long: 10_000)
        let process = try await LunetteProcess.run(
            ["repeat", "\(rounds)"], binary: Checkout.product("lua-corpus"),
            patience: .seconds(600))
        #expect(process.exitCode == 0, "\(process.errors)")
        let words = process.output.split(separator: " ")
        #expect(words.first == "\(rounds)")
        let growth = try #require(words.dropFirst(2).first.flatMap { Int($0) })
        // What a run could leak at the very least is some hundred bytes.
        #expect(growth < 1 << 20, "\(growth) bytes in \(rounds) runs")
    }
}
