import LunetteBase
import Testing

@Suite struct GlobTests {
    @Test(
        arguments: [
            ("ecs:Describe*", "ecs:DescribeInstances", true),
            ("ecs:Describe*", "ecs:StopInstance", false),
            ("*", "", true),
            ("", "", true),
            ("", "a", false),
            ("a*b*c", "a-b-b-c", true),
            ("a*b*c", "a-c-b", false),
            ("*.NotFound", "Group.NotFound.NotFound", true),
            ("sg-?", "sg-1", true),
            ("sg-?", "sg-", false),
            ("sg-?*", "sg-12", true),
            ("a**", "a", true),
        ])
    func `a star stands for any run of characters, a question mark for one`(
        pattern: String, name: String, expected: Bool
    ) {
        #expect(globMatches(pattern, name) == expected)
    }
}
