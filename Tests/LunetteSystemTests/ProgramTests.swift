import Foundation
import LunetteTesting
import Testing

@testable import LunetteSystem

/// Starting programs, from this process and through a broker: both ways keep the same rules.
@Suite struct ProgramTests {
    @Test(arguments: ["direct", "broker"])
    func `what a program wrote comes back, or what became of it`(runner: String) async throws {
        let clock = ContinuousClock()
        let start = clock.now
        let probe = try await LunetteProcess.run(
            [
                "run", runner, "/bin/echo|a key", "/bin/sh|-c|exit 3", "/bin/sh|-c|kill -9 $$",
                "/no/such/program", "/bin/sleep|20", "/bin/sh|-c|head -c 3000000 /dev/zero",
                "/bin/sh|-c|kill -INT $$; echo still here", "/bin/echo|again", "/bin/echo|last",
            ], binary: Checkout.product("jail-probe"))
        let stopped = "failure it did not end, or wrote too much, and was stopped"
        #expect(
            probe.output.split(separator: "\n") == [
                "output a key", "failure it ended with code 3", "failure it ended with a signal",
                "failure it cannot be started", stopped[...], stopped[...],
                "failure it ended with a signal", "output again",
                runner == "direct"
                    ? "output last"
                    : "failure it is none of the commands that the settings named when the run began",
            ], "\(probe.errors)")
        #expect(clock.now - start < .seconds(10))
    }

    @Test(arguments: [
        BrokerAnswer.output([]), .output([0, 255, 10]),
        .output([UInt8](repeating: 7, count: 1 << 20)), .failure("why"), .failure(""),
    ])
    func `an answer crosses the socket whole`(answer: BrokerAnswer) throws {
        var ends: [Int32] = [-1, -1]
        #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        defer { for end in ends { close(end) } }
        let writer = ends[1]
        let thread = Thread {
            FileHandle(fileDescriptor: writer).write(Data(answer.bytes))
        }
        thread.start()
        #expect(BrokerAnswer(readFrom: ends[0]) == answer)
    }

    @Test(
        arguments: [[], [0], [0, 0, 0, 0, 2, 65], [2, 0, 0, 0, 0], [0, 255, 0, 0, 0]] as [[UInt8]])
    func `what is no answer is none`(bytes: [UInt8]) throws {
        var ends: [Int32] = [-1, -1]
        #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        FileHandle(fileDescriptor: ends[1]).write(Data(bytes))
        close(ends[1])
        defer { close(ends[0]) }
        #expect(BrokerAnswer(readFrom: ends[0]) == nil)
    }
}
