import LunetteCheck
import LunetteSystem
import LunetteTesting
import Testing

@Suite struct CheckerTests {
    private let checker = Checker(reservedFlags: ["--region", "--emulator"])

    @Test func `there are sixty of each`() {
        #expect(WrongScript.all.count >= 60)
        #expect(RightScripts.all.count >= 60)
    }

    @Test(arguments: WrongScript.all)
    func `what is wrong is found where it stands`(script: WrongScript) throws {
        let found = checker.findings(in: Array(script.source.utf8))
        let said = found.map { "\($0.place.line):\($0.place.column) \($0.rule.rawValue)" }
        let wanted = "\(script.place) \(script.rule)"
        let complaint = try #require(
            found.first { "\($0.place.line):\($0.place.column) \($0.rule.rawValue)" == wanted },
            "\(wanted) is not among \(said)")
        #expect(found.count == 1, "\(said)")
        #expect(!complaint.message.isEmpty)
        #expect(!complaint.remedy.isEmpty)
        #expect(
            script.remedy.isEmpty || complaint.remedy.contains(script.remedy),
            "\(complaint.remedy)")
    }

    @Test(arguments: RightScripts.all)
    func `what is right is not complained about`(source: String) {
        let found = checker.findings(in: Array(source.utf8))
        #expect(found.isEmpty, "\(found.map { "\($0.rule.rawValue): \($0.message)" })")
    }

    @Test func `what comes with Lunette is right`() throws {
        let folders = ["stdlib", "scripts/runbooks"].map { "\(Checkout.root)/\($0)" }
        // What the host gives to its own modules alone.
        let checker = Checker(globals: ["work", "test_host", "zones"])
        for file in folders.flatMap(luaFiles) where !file.hasSuffix("/prelude.lua") {
            let isTest = file.hasSuffix("_test.lua")
            let found = checker.findings(in: try readFile(file), isTest: isTest)
            #expect(found.isEmpty, "\(file): \(found.map { "\($0.place): \($0.message)" })")
        }
    }

    @Test func `a rule is described`() {
        for rule in Rule.allCases { #expect(!rule.summary.isEmpty) }
        #expect(Set(Rule.allCases.map(\.summary)).count == Rule.allCases.count)
    }
}
