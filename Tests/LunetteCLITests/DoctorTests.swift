import Foundation
import LunetteTesting
import Testing

/// What `lunette doctor` says of the settings; what it says of credentials, the endpoint and the
/// clock stands where those are tested.
@Suite struct DoctorTests {
    @Test(arguments: [
        ("", 0, [], ["approval"]),
        (
            "[policy.approval]\nrequired = 1", 0,
            ["! approval: a plan needs 1 approval", "a run needs none", "only_plans = true"], []
        ),
        (
            "[policy.approval]\nrequired = 2\nonly_plans = true", 0,
            ["✓ approval: changes are made by plans with 2 approvals only"], ["a run needs none"]
        ),
        ("[policy.approval]\nrequird = 1", 78, ["✗ settings", "lunette.toml:2", "required"], []),
    ])
    func `a policy that cannot be read, or that a run goes around, is pointed at`(
        settings: String, exitCode: Int32, says: [String], not: [String]
    ) async throws {
        let scene = try await JournalScene("")
        try Data(settings.utf8).write(to: URL(filePath: scene.folder.path + "/lunette.toml"))
        let doctor = try await scene.run(["doctor"])
        #expect(doctor.exitCode == exitCode, "\(doctor.output)\(doctor.errors)")
        for text in says { #expect(doctor.output.contains(text), "\(text): \(doctor.output)") }
        for text in not { #expect(!doctor.output.contains(text), "\(text): \(doctor.output)") }
        await scene.emulator.stop()
    }
}
