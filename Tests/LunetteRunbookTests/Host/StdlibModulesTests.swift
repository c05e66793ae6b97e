import Testing

@testable import LunetteRunbook

/// What scripts get of the modules that come with Lunette.
@Suite struct StdlibModulesTests {
    @Test(arguments: StdlibModules.names.filter { $0 != "prelude" })
    func `what require gives is read-only, in all its depth, and says so in one way`(name: String)
        async throws
    {
        let run = try await ScriptOnEmulator.run(
            """
            local name = "\(name)"
            local function expect_locked(value, path)
              if type(value) ~= "table" then return end
              local ok, message = pcall(function() value.something = 1 end)
              assert(not ok and message:find("the module '" .. name .. "' is read-only", 1, true), path)
              for key, field in pairs(value) do
                assert(not pcall(function() value[key] = false end), path .. "." .. key)
                expect_locked(field, path .. "." .. tostring(key))
              end
            end
            expect_locked(require(name), name)
            assert(type(require(name)) ~= "table" or not pcall(rawset, require(name), "x", 1))
            expect_locked(_G[name], name)
            """)
        #expect(run.report.failure == nil)
    }

    @Test(arguments: ["list", "state", "fleet"])
    func `its functions are all found by pairs, and work`(name: String) async throws {
        let run = try await ScriptOnEmulator.run(
            """
            local names = {}
            for name, fn in pairs(require "\(name)") do
              assert(type(fn) == "function")
              names[#names + 1] = name
            end
            for name in pairs(_G["\(name)"] or {}) do names[name] = true end
            local list = require "list"
            assert(#list.map({ 1, 2 }, tostring) == 2)
            return #names
            """)
        #expect(run.report.failure == nil)
        #expect(run.report.results == [.integer(Int64(StdlibModules.functions(of: name).count))])
    }
}
