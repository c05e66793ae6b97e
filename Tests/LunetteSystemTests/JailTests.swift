import Foundation
import LunetteTesting
import Testing

@testable import LunetteSystem

/// The jail, from inside: a process shuts itself in and tries what a hijacked one would.
@Suite(
    .enabled(if: JailKernel.running.landlockVersion > 0 && JailKernel.running.filtersSystemCalls))
struct JailTests {
    private let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "lunette-jail-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder + "/open", withIntermediateDirectories: true)
        for file in ["open/file", "secret"] {
            try Data("text".utf8).write(to: URL(filePath: "\(folder)/\(file)"))
        }
    }

    /// What became of each trial, in the probe's words.
    private func tried(_ words: [String]) async throws -> [String] {
        let probe = try await LunetteProcess.run(
            ["try"] + words, binary: Checkout.product("jail-probe"))
        #expect(probe.exitCode == 0, "\(probe.errors)")
        let lines = probe.output.split(separator: "\n").map(String.init)
        #expect(lines.first == "jail whole")
        return Array(lines.dropFirst())
    }

    @Test func `other files can neither be read nor changed`() async throws {
        let results = try await tried([
            "+reading=\(folder)/open", "read=\(folder)/open/file", "list=\(folder)/open",
            "read=\(folder)/secret", "list=\(folder)", "read=/etc/passwd",
            "write=\(folder)/open/new", "write=\(folder)/open/file", "truncate=\(folder)/open/file",
            "remove=\(folder)/open/file", "rename=\(folder)/open/file", "make=\(folder)/open/more",
            "write=/tmp/lunette-jail-new", "chmod",
        ])
        let no = "Permission denied"
        #expect(
            results == [
                "read ok", "list ok", "read \(no)", "list \(no)", "read \(no)", "write \(no)",
                "write \(no)", "truncate \(no)", "remove \(no)", "rename \(no)", "make \(no)",
                "write \(no)", "chmod Operation not permitted",
            ])
    }

    @Test func `a folder to keep files in is made, and files live in it`() async throws {
        let state = "\(folder)/a/b/state"
        let results = try await tried([
            "+folder=\(state)", "write=\(state)/journal", "rename=\(state)/journal",
            "truncate=\(state)/journal.renamed", "remove=\(state)/journal.renamed",
            "make=\(state)/inner", "write=\(folder)/a/other", "exec=\(state)/journal",
        ])
        #expect(
            results == [
                "write ok", "rename ok", "truncate ok", "remove ok", "make ok",
                "write Permission denied", "exec Operation not permitted",
            ])
    }

    @Test func `an output is made, and only that file can be written`() async throws {
        let results = try await tried([
            "+output=\(folder)/out", "write=\(folder)/out", "truncate=\(folder)/out",
            "write=\(folder)/out2", "remove=\(folder)/out",
        ])
        #expect(
            results == [
                "write ok", "truncate ok", "write Permission denied", "remove Permission denied",
            ])
    }

    @Test func `no program starts, and no other process is reached`() async throws {
        let other = "\(getpid())"
        let results = try await tried([
            "+reading=/usr/bin", "+reading=/bin", "exec=/bin/true", "spawn=/bin/true", "fork",
            "trace=\(other)", "look-into=\(other)", "signal=\(other)", "ask-for=\(other)", "thread",
        ])
        let no = "Operation not permitted"
        #expect(
            results == [
                "exec \(no)", "spawn \(no)", "fork \(no)", "trace \(no)", "look-into \(no)",
                "signal \(no)", "ask-for \(no)", "thread ok",
            ])
    }

    @Test(arguments: [
        "mount", "unshare", "io_uring", "bpf", "keyctl", "userfaultfd", "perf_event_open", "typing",
    ])
    func `the kernel's other doors are shut`(call: String) async throws {
        #expect(try await tried([call]) == ["\(call) Operation not permitted"])
    }

    @Test func `a socket for raw packets is not to be had`() async throws {
        #expect(
            try await tried(["packet socket"])
                == ["packet socket Address family not supported by protocol"])
    }

    @Test(.enabled(if: JailKernel.running.landlockVersion >= 4))
    func `only named ports can be called, and none listened on`() async throws {
        #expect(
            try await tried(["@1", "connect=1", "connect=2", "listen=0"]) == [
                "connect Connection refused", "connect Permission denied",
                "listen Permission denied",
            ])
        #expect(
            try await tried(["connect=1", "listen=0"]) == [
                "connect Connection refused", "listen ok",
            ])
    }
}
