import LunetteBase
import LunetteTesting
import Testing

@testable import LunetteCLI

/// `PlainWords` and ArgumentParser read the same command line.
@Suite struct PlainWordsTests {
    /// A good value for each option that takes one.
    private static let values = [
        "--account": "acme", "--allow": "ecs:*", "--clock": "real", "--color": "never",
        "--contract": "legacy", "--cpu-limit": "90s", "--endpoint": "http://127.0.0.1:1",
        "--events": "events.jsonl", "--log-format": "json", "--log-level": "warning",
        "--max-changes": "12", "--memory-limit": "64MiB", "--profile": "a,b",
        "--region": "cn-beijing", "--role": "acs:ram::1:role/x", "--time-limit": "10m",
        "--world": "world.json",
    ]

    private static let flags = RunCommand.flags.subtracting(["--help", "--version"]).sorted()

    @Test(arguments: flags)
    func `every option of run, eval and repl is read plainly, as ArgumentParser reads it`(
        flag: String
    ) throws {
        let option = [flag] + [Self.values[flag]].compactMap { $0 }
        let needed = flag == "--world" ? ["--emulator"] : []
        for words in [
            ["run", "x.lua"] + needed + option + ["--instance", "i-1"],
            ["eval"] + needed + option + ["1 + 1"],
            ["repl"] + needed + option,
        ] {
            let plain = try #require(PlainWords.work(words), "\(words)")
            #expect(text(plain) == text(try parsed(words)), "\(words)")
        }
    }

    @Test(arguments: [
        ["run"], ["run", "--help"], ["run", "x.lua", "--help"], ["run", "x.lua", "-h"],
        ["run", "--instance", "i-1", "x.lua"], ["run", "x.lua", "--", "--json"],
        ["eval"], ["eval", "1", "2"], ["eval", "-1"], ["eval", "1", "--jsn"],
        ["eval", "1", "--region"], ["eval", "1", "--region", "--json"],
        ["eval", "1", "--color", "blue"], ["eval", "1", "--time-limit", "soon"],
        ["eval", "1", "--region", "a", "--region", "b"],
        ["eval", "1", "--emulator", "--endpoint", "http://127.0.0.1:1"],
        ["eval", "1", "--require-jail", "--no-jail"], ["eval", "1", "--allow", "oss:*"],
        ["repl", "x"], ["repl", "-yy"], ["check", "x.lua"], [],
    ])
    func `what is wrong or has rules of its own is left to ArgumentParser`(words: [String]) {
        #expect(PlainWords.work(words) == nil, "\(words)")
    }

    @Test func `what is read plainly is what ArgumentParser reads, in any order`() throws {
        let randomness = SeededRandomness(seed: 20_261_125)
        let vocabulary =
            Self.flags + Self.values.map { "\($0)=\($1)" }.sorted() + Self.values.values.sorted()
            + ["-y", "--instance", "i-1", "--instance=i-1", "--force", "x.lua", "1 + 1", ""]
        func word() -> String { vocabulary[Int(randomness.next() % UInt64(vocabulary.count))] }
        var read = 0
        for _ in 0..<600 {
            let command = ["run", "eval", "repl"][Int(randomness.next() % 3)]
            let operand = ["run": ["x.lua"], "eval": ["1 + 1"]][command] ?? []
            let count = Int(randomness.next() % 5)
            let words = [command] + operand + (0..<count).map { _ in word() }
            guard let plain = PlainWords.work(words) else { continue }
            read += 1
            #expect(text(plain) == text(try parsed(words)), "\(words)")
        }
        #expect(read > 60)
    }

    private func parsed(_ words: [String]) throws -> any JailedWork {
        let command = try Lunette.parsed(words)
        return try #require((command as? any CommandOfWork)?.jailedWork, "\(command)")
    }

    private func text(_ work: any JailedWork) -> String {
        var text = ""
        dump(work, to: &text)
        // ArgumentParser forgets the titles of the groups that it has read.
        return text.replacing(#/- title: .*/#, with: "")
    }
}
