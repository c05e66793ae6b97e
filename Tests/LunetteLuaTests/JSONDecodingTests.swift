import LunetteCatalogue
import LunetteLua
import Testing

struct JSONDecodingTests {
    private func decode(_ text: JSONText, _ source: String) async throws -> [LuaValue] {
        let library = HostLibrary(
            "host", functions: [HostFunction("host.answer") { _ in .value(.json(text)) }])
        return try await evaluate("local r = host.answer() " + source, libraries: [library])
    }

    @Test func `keys become snake_case and integers stay integers`() async throws {
        let text =
            #"{"RequestId":"a","BigId":9007199254740993,"ENIId":1.5,"U":18446744073709551615}"#
        let results = try await decode(
            JSONText(Array(text.utf8)), "return r.request_id, r.big_id, r.eni_id, r.u")
        #expect(
            results == [
                "a", .integer(9_007_199_254_740_993), .number(1.5),
                .number(18_446_744_073_709_551_615),
            ])
    }

    @Test func `null is json.null`() async throws {
        let results = try await decode(
            JSONText(Array(#"{"A":null}"#.utf8)),
            "return r.a == json.null, tostring(r.a), r.a, getmetatable(r.a)")
        #expect(results == [true, "null", .null, false])
    }

    @Test func `a shape unwraps lists and names fields`() async throws {
        let shape = JSONShape([
            "Instances": .init(
                name: "instances",
                shape: JSONShape([
                    "Tags": .init(name: "tags", wrapped: "Tag"), "EcsId": .init(name: "id"),
                ]), wrapped: "Instance")
        ])
        let text = #"""
            {"Instances":{"Instance":[{"EcsId":"i-1","Tags":{"Tag":[{"TagKey":"k"}]}},
            {"EcsId":"i-2","Tags":{}}]}}
            """#
        let results = try await decode(
            JSONText(Array(text.utf8), shape: shape),
            "return #r.instances, r.instances[1].id, r.instances[1].tags[1].tag_key, "
                + "r.instances[2].id, next(r.instances[2].tags)")
        #expect(results == [2, "i-1", "k", "i-2", nil])
    }

    @Test func `pages are merged into one list`() async throws {
        let shape = JSONShape(["Zones": .init(name: "zones", wrapped: "Zone")])
        let pages = (0..<3).map { page in
            Array(#"{"Page":\#(page),"Zones":{"Zone":[\#(page * 2),\#(page * 2 + 1)]}}"#.utf8)
        }
        let results = try await decode(
            JSONText(pages: pages, list: "zones", shape: shape), "return r.page, r.zones")
        #expect(results == [0, [0, 1, 2, 3, 4, 5]])
    }

    @Test(arguments: [
        "LeaveSecurityGroup", "VSwitchId", "ENIId", "EipAddress.1", "a-b", "IPv6CIDRBlock", "X", "",
        "HTTPSPort2A", "MyVSwitchIds", "VRouterId", "AIPv6", "VSwitch", "IP", "XIPv",
        "VSwitc", "already_snake", "ÜberFall",
    ])
    func `keys follow the catalogue's rule`(name: String) async throws {
        let text = #"{"\#(name)":1}"#
        let results = try await decode(JSONText(Array(text.utf8)), "return next(r)")
        #expect(results == [.string(snakeCase(name)), 1])
    }

    @Test(arguments: ["", "{", "[1,]", #"{"a":1}x"#, "nul"])
    func `what is not JSON raises`(text: String) async throws {
        let source = "local ok, message = pcall(json.decode, '\(text)') return ok, message"
        let results = try await evaluate(source)
        #expect(results.first == false)
        #expect(results.last?.string?.text.contains("not JSON") == true)
    }

    @Test func `nesting is bounded`() async throws {
        let source = "return pcall(json.decode, ('['):rep(200) .. (']'):rep(200))"
        #expect(try await evaluate(source).first == false)
    }
}
