import ArgumentParser
import LunetteBase
import LunetteEmulator
import LunetteRunbook
import LunetteSystem
import LunetteWorld
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `lunette emulator`: serves the emulator on loopback, until it is interrupted.
struct EmulatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "emulator", abstract: "Serves the emulator of the service on loopback.",
        discussion: """
            It serves ECS and STS until it is interrupted, and verifies both signatures, so that \
            the vendor's SDKs and other programs work against it: point their endpoint at it, over \
            http. The usual world's access key is testid with the secret testsecret, its region \
            cn-hangzhou; --print-world shows it, as a file to change and give to --world; \
            lunette help world tells what it may hold.

            Try it by hand:

              export ALIBABA_CLOUD_ACCESS_KEY_ID=testid
              export ALIBABA_CLOUD_ACCESS_KEY_SECRET=testsecret
              lunette emulator --port 8080 &
              lunette sign DescribeRegions --method GET --algorithm rpc-hmac-sha1 \\
                --host 127.0.0.1:8080 --json | jq -r .url | xargs curl

            Ask it about itself, on loopback and unsigned:

              GET  /_lunette/calls?since=N          every request so far, a line each
              GET  /_lunette/world                  the world as it is, for --world
              POST /_lunette/clock?advance=SECONDS  with --clock virtual
              PUT  /_lunette/faults                 a world file's list of faults
            """,
        subcommands: [EmulatorRulesCommand.self])

    @Option(help: "The port on 127.0.0.1; 0 is any free one.")
    var port: Int = 0

    @Option(help: ArgumentHelp("The world to start with, as a JSON file.", valueName: "file"))
    var world: String?

    @Option(help: "Which contract it keeps: current, seed or legacy.")
    var contract: ContractChoice = .current

    @Option(
        help: ArgumentHelp(
            "Keep the world in this file, on disk before a change is answered.", valueName: "file"))
    var state: String?

    @Option(help: "Its clock: real, or virtual (moved by POST /_lunette/clock?advance=SECONDS).")
    var clock: ClockChoice = .real

    @Flag(name: .customLong("no-auth"), help: "Take requests whatever their signature.")
    var isOpen = false

    @Option(
        help: ArgumentHelp(
            "Start with a generated world.",
            valueName: "instances=N,groups=N,enis=N,seed=N"))
    var generate: WorldSizes?

    @Flag(help: "Print the world as a file to start from, and end.")
    var printWorld = false

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port takes a number from 0 to 65535")
        }
        if generate != nil, world != nil {
            throw ValidationError("give --world or --generate, not both")
        }
    }

    func run() async throws {
        let world = try EmulatorWorld(file: world, generated: generate).read()
        if printWorld {
            Console.writeOut(world.json.printout)
            return
        }
        let ending = SignalEnding()
        let (signals, continuation) = AsyncStream.makeStream(of: Int32.self)
        SignalWatcher.watch([SIGINT, SIGTERM]) { number in
            ending.note(number)
            continuation.yield(number)
        }
        let emulator = try await start(world)
        Console.writeOut("listening on \(emulator.endpoint)\n")
        for await _ in signals { break }
        await emulator.stop()
        throw ExitCode(
            (ending.signal == SIGTERM ? ExitReason.terminated : .interrupted).exitCode)
    }

    private func start(_ world: World) async throws -> Emulator {
        let runClock: any RunClock =
            clock == .virtual ? VirtualClock(start: SystemClock().now()) : SystemClock()
        var configuration = EmulatorConfiguration(world: world, clock: runClock)
        configuration.port = port
        configuration.contract = contract.profile
        configuration.stateFile = state
        configuration.checksSignatures = !isOpen
        configuration.threads = EmulatorConfiguration.usefulThreads
        do {
            return try await Emulator.start(configuration)
        } catch let error as FileError {
            throw Failure(error)
        } catch let error as WorldFileError {
            throw Failure(.unreadableFile, "\(state ?? ""): \(error)")
        } catch {
            throw Failure(
                .unreachable, "the emulator cannot listen on 127.0.0.1:\(port): \(error)",
                advice: ["another program may use the port; --port 0 takes a free one"])
        }
    }
}

/// `lunette emulator rules`.
struct EmulatorRulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Shows the rules that the emulator checks, in order, and how sure we are.")

    @Flag(help: "Print JSON.")
    var json = false

    func run() {
        Console.writeOut(json ? Self.json.printout : Self.text)
    }

    private static var json: JSONValue {
        .array(World.rules.map(\.json))
    }

    private static var text: String {
        World.rules.map { rule in
            let operations = rule.operations.joined(separator: ", ")
            return """
                \(rule.id)  \(rule.condition)  [\(rule.mark.rawValue)]
                    \(operations): \(outcomes(of: rule))

                """
        }.joined()
    }

    /// What each contract answers; once where they agree.
    private static func outcomes(of rule: Rule) -> String {
        let texts = ContractProfile.allCases.map { ($0, text(rule.outcome(in: $0))) }
        guard Set(texts.map(\.1)).count > 1 else { return texts[0].1 }
        return texts.map { "\($0.0.rawValue) \($0.1)" }.joined(separator: "; ")
    }

    private static func text(_ outcome: Rule.Outcome) -> String {
        switch outcome {
        case .refused(let status, let code, _): "\(status) \(code)"
        case .succeeds: "200"
        case .ignored: "not checked"
        }
    }
}
