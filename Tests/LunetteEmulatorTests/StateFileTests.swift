import LunetteBase
import LunetteEmulator
import LunetteWorld
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct StateFileTests {
    /// A folder of its own, gone afterwards.
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        var template = Array("/tmp/lunette-state-XXXXXX".utf8CString)
        let path = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        let folder = try #require(path)
        defer {
            for name in ["state.json", "state.json.new"] { unlink("\(folder)/\(name)") }
            rmdir(folder)
        }
        try await body(folder)
    }

    private func configuration(_ path: String) -> EmulatorConfiguration {
        var configuration = EmulatorConfiguration(world: .standard)
        configuration.stateFile = path
        return configuration
    }

    private func contents(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 16 << 20)
        let count = fread(&bytes, 1, bytes.count, file)
        return Array(bytes[..<count])
    }

    private let leave = [("SecurityGroupId", "sg-web"), ("InstanceId", "i-running1")]

    @Test func `a change is in the file when its answer comes`() async throws {
        try await withFolder { folder in
            let path = "\(folder)/state.json"
            try await withEmulator(configuration(path)) { emulator in
                #expect(emulator.send(TestRequest("DescribeRegions"))?.status == 200)
                #expect(contents(path) == nil, "a read writes nothing")
                #expect(emulator.send(TestRequest("LeaveSecurityGroup", leave))?.status == 200)
                let saved = try World(parsing: contents(path) ?? [])
                #expect(saved.json == emulator.world().json)
                #expect(saved.json != World.standard.json)
            }
        }
    }

    @Test func `the next start goes on from the file`() async throws {
        try await withFolder { folder in
            let path = "\(folder)/state.json"
            try await withEmulator(configuration(path)) { emulator in
                #expect(emulator.send(TestRequest("LeaveSecurityGroup", leave))?.status == 200)
            }
            try await withEmulator(configuration(path)) { emulator in
                let code = emulator.send(TestRequest("LeaveSecurityGroup", leave))?.code
                #expect(code == "InvalidSecurityGroupAssociation.NotFound")
            }
        }
    }

    /// As many instances as asked for, each in two groups.
    private func crowd(_ count: Int) throws -> World {
        let instances = (0..<count).map { number in
            #"{"instance_id":"i-\#(number)","security_group_ids":["sg-a","sg-b"]}"#
        }
        return try World(
            parsing: Array(
                """
                {"security_groups":[{"security_group_id":"sg-a"},{"security_group_id":"sg-b"}],
                "instances":[\(instances.joined(separator: ","))]}
                """.utf8))
    }

    @Test func `many changes at once are all in the file`() async throws {
        try await withFolder { folder in
            let path = "\(folder)/state.json"
            var configuration = configuration(path)
            configuration.world = try crowd(16)
            try await withEmulator(configuration) { emulator in
                let connections = try (0..<16).map { _ in try RawConnection(port: emulator.port) }
                for (number, connection) in connections.enumerated() {
                    let leave = [("SecurityGroupId", "sg-a"), ("InstanceId", "i-\(number)")]
                    connection.send(TestRequest("LeaveSecurityGroup", leave).bytes)
                }
                for connection in connections { #expect(connection.response()?.status == 200) }
                let saved = try World(parsing: contents(path) ?? [])
                for number in 0..<16 {
                    #expect(saved.groups(ofInstance: "i-\(number)") == ["sg-b"])
                }
            }
        }
    }

    @Test func `a change is on the log and in the world at once, also when its client is gone`()
        async throws
    {
        try await withFolder { folder in
            var configuration = configuration("\(folder)/state.json")
            configuration.world = try crowd(64)
            configuration.threads = EmulatorConfiguration.usefulThreads
            try await withEmulator(configuration) { emulator in
                func left(_ world: World) -> Set<String> {
                    Set(
                        (0..<64).map { "i-\($0)" }.filter {
                            world.groups(ofInstance: $0) == ["sg-b"]
                        })
                }
                func logged() -> Set<String> {
                    Set(
                        emulator.calls().filter { $0.code == nil }
                            .compactMap { $0.parameters.value(named: "InstanceId") })
                }
                for number in 0..<64 {
                    let leave = [("SecurityGroupId", "sg-a"), ("InstanceId", "i-\(number)")]
                    // Closed as soon as it has sent.
                    try RawConnection(port: emulator.port)
                        .send(TestRequest("LeaveSecurityGroup", leave).bytes)
                    let before = logged()
                    let between = left(emulator.world())
                    #expect(before.isSubset(of: between))
                    #expect(between.isSubset(of: logged()))
                }
                try await settles { logged().count == 64 }
                #expect(left(emulator.world()).count == 64)
            }
        }
    }

    /// Waits until it is so, for ten seconds at most.
    private func settles(_ isSo: () -> Bool) async throws {
        for _ in 0..<1_000 where !isSo() { try await Task.sleep(for: .milliseconds(10)) }
        #expect(isSo())
    }

    @Test func `a file that is no world stops the start, saying where`() async throws {
        try await withFolder { folder in
            let path = "\(folder)/state.json"
            let file = try #require(fopen(path, "w"))
            fputs("{\n  \"regions\": [}\n", file)
            fclose(file)
            await #expect(throws: WorldFileError.self) {
                try await Emulator.start(configuration(path))
            }
        }
    }

    @Test func `a change that cannot be written is not answered as done`() async throws {
        try await withFolder { folder in
            let path = "\(folder)/missing/state.json"
            try await withEmulator(configuration(path)) { emulator in
                let response = emulator.send(TestRequest("LeaveSecurityGroup", leave))
                #expect(response?.status == 500)
                #expect(response?.code == "InternalError")
                #expect(response?.json["Message"]?.string?.contains(path) == true)
            }
        }
    }
}
