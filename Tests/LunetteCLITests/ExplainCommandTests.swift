import LunetteBase
import LunetteCheck
import LunetteTesting
import Testing

/// What `lunette explain` says of functions: all that somebody needs to call them.
@Suite struct ExplainCommandTests {
    private func explain(_ name: String, _ flags: String...) async throws -> LunetteProcess {
        let folder = try TemporaryFolder()
        return try await LunetteProcess.run(["explain", name] + flags, folder: folder.path)
    }

    @Test func `a function's page has the fields of its options`() async throws {
        let page = try await explain("fleet.map")
        for field in ["canary", "max_failures", "batch", "on_error"] {
            #expect(page.output.contains("\n    \(field) "), "\(page.output)")
        }
        #expect(page.output.contains("        how many may fail before no other begins\n"))
        // Of tables in tables, too.
        let ensure = try await explain("ensure.groups")
        for form in ["ensure.GroupsOptions", "ensure.Groups", "ensure.Interface"] {
            #expect(ensure.output.contains("\n  \(form)\n"), "\(ensure.output)")
        }
        #expect(page.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func `a table's form has a page of its own`() async throws {
        let page = try await explain("targets.InstanceOptions")
        #expect(page.output.contains("table<string, string|true>?"), "\(page.output)")
        let json = try await explain("fleet.Options", "--json").json()
        let fields = json.array?.first?["fields"]?.array ?? []
        let key = fields.first { $0["name"] == "key" }
        #expect(key?["type"] == "string|fun(item: any): string|nil")
        #expect(key?["text"]?.string?.hasPrefix("an item's name") == true)
    }

    @Test func `every table that a function takes or answers has its fields`() {
        for name in FunctionIndex.names {
            guard let entry = FunctionIndex.entry(named: name) else { continue }
            for word in entry.annotations.flatMap({ $0.split { !$0.isLetter && $0 != "." } }) {
                let parts = word.split(separator: ".")
                guard parts.count == 2, parts[1].first?.isUppercase == true else { continue }
                let form = FunctionIndex.form(named: String(word))
                #expect(form != nil, "\(name): \(word)")
                for field in form?.fields ?? [] {
                    #expect(!field.type.isEmpty, "\(word) \(field.name)")
                    #expect(!field.text.hasPrefix("|"), "\(word) \(field.name): \(field.type)")
                }
            }
        }
    }
}
