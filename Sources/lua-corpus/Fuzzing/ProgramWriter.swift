/// Writes random Lua programs that must do the same everywhere: they print no addresses, depend on
/// no order that Lua leaves open, and end soon.
struct ProgramWriter {
    /// One file of many cases; each prints a line of its own, whatever becomes of it.
    static func program(seed: UInt64, cases: Int) -> String {
        var chance = Chance(seed: seed)
        let bodies = (1...cases).map { number in
            "case(\(number), function()\n\(body(&chance))\nend)"
        }
        return prelude + bodies.joined(separator: "\n") + "\n"
    }

    private static let prelude = """
        local function show(value, depth)
          if type(value) == "string" then
            -- Of a division by zero stock 5.4.4 may know an old line only.
            value = value:gsub(":%d+: attempt to divide by zero", ": division")
            value = value:gsub(":%d+: attempt to perform 'n", ": 'n")
            -- Addresses differ from run to run, and a precision may cut one short.
            local plain = value:gsub("0x%x%x%x%x%x+", "ADDRESS"):gsub(": 0x%x*", ": ADDRESS")
            return (("%q"):format(plain):gsub("\\n", "n"))
          end
          if type(value) == "number" then return math.type(value) .. " " .. value end
          if type(value) ~= "table" then
            return type(value) == "boolean" and tostring(value) or type(value)
          end
          if depth > 2 then return "…" end
          local parts = {}
          for k, v in next, value do
            parts[#parts + 1] = show(k, depth + 1) .. "=" .. show(v, depth + 1)
          end
          table.sort(parts)
          return "{" .. table.concat(parts, ",") .. "}"
        end
        local function list(...)
          local parts = table.pack(...)
          for i = 1, parts.n do parts[i] = show(parts[i], 0) end
          return table.concat(parts, " ")
        end
        local function case(number, body) print(number, list(pcall(body))) end
        local function collect(f, s, i)
          local all = {}
          for a, b, c in f, s, i do
            all[#all + 1] = list(a, b, c)
            if #all > 40 then break end
          end
          return table.concat(all, ";")
        end
        local function note(log, ...) log[#log + 1] = list(...) end

        """

    private static func body(_ chance: inout Chance) -> String {
        switch chance.number(in: 1...12) {
        case 1...4:
            "return " + chance.list(1...3, separator: ", ") { Expressions.any(&$0, depth: 4) }
        case 5, 6: "return " + Calls.pattern(&chance)
        case 7: "return " + Calls.packing(&chance)
        case 8: Statements.tables(&chance)
        case 9: Statements.loops(&chance)
        case 10: Statements.coroutines(&chance)
        case 11: Statements.closing(&chance)
        default: Statements.metatables(&chance)
        }
    }
}
