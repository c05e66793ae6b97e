import Foundation
import LunetteTesting
import Testing

@testable import LunetteScheduler
@testable import LunetteSettings

/// README and guide name every key that a settings file or a schedule may have.
@Suite struct SettingsKeysTests {
    private static let keys = Set(
        SettingsLayer.keys + SettingsLayer.limitKeys + OperatorPolicy.keys + ApprovalPolicy.keys
            + PolicyRule.keys + ScheduleFile.keys)

    @Test(arguments: keys.sorted())
    func `a key is documented`(key: String) throws {
        let texts = try ["README.md", "stdlib/docs/guide.md"].map {
            try String(contentsOfFile: "\(Checkout.root)/\($0)", encoding: .utf8)
        }
        // As code, and no mere word of a sentence.
        let pattern = try Regex(
            #"`\#(key)[` ]|\b\#(key) = |\[(policy\.)?\#(key)|# also.*\b\#(key)\b"#)
        #expect(texts.contains { $0.contains(pattern) }, "\(key) stands in neither")
    }
}
