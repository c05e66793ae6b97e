import LunetteBase
import Testing

@Suite struct SuggestionTests {
    private static let names = ["leave_security_group", "join_security_group", "stop_instance"]

    @Test(arguments: [
        ("leave_securty_group", "leave_security_group"),
        ("LeaveSecurityGroup", "leave_security_group"),
        ("stop_instances", "stop_instance"),
        ("stpo_instance", "stop_instance"),
    ])
    func `a slip of the keys finds its name`(word: String, expected: String) {
        #expect(suggestion(for: word, among: Self.names) == expected)
    }

    @Test func `a word that is close to none gets no suggestion`() {
        #expect(suggestion(for: "frobnicate", among: Self.names) == nil)
        #expect(suggestion(for: "", among: Self.names) == nil)
    }

    @Test func `a secret never prints`() {
        let secret = Secret("hunter2")
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), "\([secret])", dumped] {
            #expect(!text.contains("hunter2"))
        }
        #expect(secret.reveal() == "hunter2")
    }
}
