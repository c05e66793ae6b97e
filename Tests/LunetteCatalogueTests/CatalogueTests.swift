import LunetteBase
import LunetteCatalogue
import Testing

@Suite struct CatalogueTests {
    @Test func `all 378 operations are there and can be read`() {
        #expect(Catalogue.names.count == 378)
        #expect(Catalogue.operations.count == 378)
    }

    @Test func `both spellings name the same operation`() throws {
        for operation in Catalogue.operations {
            #expect(Catalogue.operation(named: operation.luaName)?.name == operation.name)
        }
    }

    @Test func `no two parameters of one table share a Lua name`() {
        func check(_ parameters: [Parameter], _ path: String) {
            #expect(Set(parameters.map(\.luaName)).count == parameters.count, "\(path)")
            for parameter in parameters { check(parameter.fields, "\(path).\(parameter.name)") }
        }
        for operation in Catalogue.operations { check(operation.parameters, operation.name) }
    }

    @Test(arguments: [
        ("LeaveSecurityGroup", "leave_security_group"), ("VSwitchId", "vswitch_id"),
        ("VRouterId", "vrouter_id"), ("Ipv6Address", "ipv6_address"), ("ENIId", "eni_id"),
        ("EnablePrimaryIPv6", "enable_primary_ipv6"), ("RequestId", "request_id"),
        ("regionId", "region_id"), ("OSName", "os_name"), ("IsQueryEcsCount", "is_query_ecs_count"),
    ])
    func `wire names become the Lua names that people expect`(wire: String, lua: String) {
        #expect(snakeCase(wire) == lua)
    }

    @Test func `every documented code is known to errors, and no other`() {
        for operation in Catalogue.operations {
            for error in operation.errors {
                #expect(ErrorCodes.contains(error.code), "\(error.code)")
            }
        }
        #expect(!ErrorCodes.contains("InstanceLastSecurityGrou"))
        #expect(!ErrorCodes.contains(""))
        // What stands for an answer without a code, and what never had an answer.
        #expect(ErrorCodes.contains("HTTP503") && ErrorCodes.contains("CertificateExpired"))
        #expect(!ErrorCodes.contains("HTTP200") && !ErrorCodes.contains("HTTP"))
        #expect(!ErrorCodes.contains("\",\"message\":\""))
    }

    @Test func `the 17 codes of the Leave page each have advice of their own`() throws {
        let leave = try #require(Catalogue.operation(named: "LeaveSecurityGroup"))
        let page = leave.errors.prefix(17)
        #expect(page.count == 17)
        for error in leave.errors {
            #expect(CodeBook.advice(for: error.code).pattern == error.code)
        }
        #expect(CodeBook.advice(for: "InstanceNotInSecurityGroup").disposition == .alreadyDone)
        #expect(CodeBook.advice(for: "RequestTimeout").disposition == .inDoubt)
        #expect(CodeBook.advice(for: "Throttling.User").disposition == .wait)
        #expect(CodeBook.advice(for: "InvalidDiskId.NotFound").disposition == .gone)
    }

    @Test(arguments: [
        ("*", "", true), ("Invalid*.NotFound", "InvalidEniId.NotFound", true),
        ("a*b*c", "axxbc", true),
        ("a*b", "ab", true), ("a*b", "abc", false), ("abc", "ab", false), ("*a*a*", "ba", false),
    ])
    func `globs match as they should`(pattern: String, name: String, expected: Bool) {
        #expect(globMatches(pattern, name) == expected)
    }

    @Test func `each code of the operations on groups and interfaces is explained by itself`() {
        let nouns = ["SecurityGroup", "NetworkInterface", "Eni"]
        let operations = Catalogue.operations.filter { operation in
            nouns.contains { operation.name.contains($0) }
        }
        #expect(operations.count == 26)
        for code in Set(operations.flatMap { $0.errors.map(\.code) }) {
            #expect(CodeBook.advice(for: code).pattern == code || code == "Throttling", "\(code)")
        }
    }

    @Test(arguments: ["InstanceLastSecurityGroup", "InvalidInstanceId.NotFound", "NoSuchCode"])
    func `who documents a code is found without reading everything`(code: String) {
        let documenting = Catalogue.operations.filter { $0.documents(code: code) }.map(\.name)
        #expect(ErrorCodes.operations(documenting: code) == documenting)
    }
}
