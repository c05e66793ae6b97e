/// Bodies of functions: what takes more than an expression.
enum Statements {
    static func tables(_ chance: inout Chance) -> String {
        let start = chance.list(0...9, separator: ", ") { "\($0.number(in: -9...9))" }
        let steps = chance.list(1...6, separator: "\n") { chance in
            let (from, to) = (chance.number(in: -2...9), chance.number(in: -2...9))
            return switch chance.number(in: 1...9) {
            case 1: "table.insert(t, \(Expressions.integer(&chance)))"
            case 2: "table.insert(t, \(from), 'new')"
            case 3: "note(log, table.remove(t, \(from)))"
            case 4: "note(log, table.remove(t))"
            case 5: "table.move(t, \(from), \(to), \(chance.number(in: -3...9)))"
            case 6: "note(log, table.concat(t, ',', \(from), \(to)))"
            case 7: "note(log, table.unpack(t, \(from), \(to)))"
            case 8: "note(log, pcall(table.sort, t, \(chance.pick(orders))))"
            default: "t[\(from)] = \(Expressions.value(&chance)) note(log, #t)"
            }
        }
        return "local t, log = {\(start)}, {}\n\(steps)\nreturn log, t"
    }

    private static let orders = [
        "nil", "function(a, b) return a > b end", "function() return true end",
        "function(a, b) return tostring(a) < tostring(b) end", "function() return false end",
        "math.ult", "function() error('order') end",
    ]

    static func loops(_ chance: inout Chance) -> String {
        let from = Expressions.value(&chance)
        let to = Expressions.value(&chance)
        let step = chance.pick([
            "1", "-1", "2", "0.5", "-0.25", "0", "math.maxinteger", "'1'", "3.0",
        ])
        if chance.happens(onceIn: 3) {
            let skip = chance.number(in: 1...5)
            return """
                local log, i, fs = {}, \(chance.number(in: -3...3)), {}
                ::again::
                local x = i
                i = i + 1
                fs[#fs + 1] = function() x = x + 1 return x, i end
                if i % \(skip + 1) == 0 and i < 20 then goto again end
                for j = 1, 6 do
                  if j % \(skip) == 0 then goto continue end
                  note(log, j, fs[(j % #fs) + 1]())
                  ::continue::
                end
                return log
                """
        }
        return """
            local log = {}
            for i = \(from), \(to), \(step) do
              note(log, i)
              if #log > 12 then break end
            end
            return log
            """
    }

    private static func toBeClosed(_ chance: inout Chance) -> String {
        let name = "c\(chance.number(in: 1...999))"
        return "local \(name) <close> = closer(log, \(chance.pick(closers)))"
    }

    static func coroutines(_ chance: inout Chance) -> String {
        let inside = chance.list(1...5, separator: "\n") { chance in
            switch chance.number(in: 1...8) {
            case 1...3: "note(log, 'in', coroutine.yield(\(Expressions.value(&chance))))"
            case 4: "note(log, pcall(function() note(log, coroutine.yield('p')) error('e') end))"
            case 5:
                toBeClosed(&chance)
            case 6: "note(log, coroutine.isyieldable(), coroutine.status(co))"
            case 7: "do \(chance.pick(["error('x')", "error({1})", "error()", "return 1, 2"])) end"
            default:
                "for v in coroutine.wrap(function() coroutine.yield(1) coroutine.yield(2) end) do"
                    + " note(log, v) coroutine.yield(v) end"
            }
        }
        let outside = chance.list(2...8, separator: "\n") { chance in
            switch chance.number(in: 1...8) {
            case 1...5: "note(log, coroutine.resume(co, \(Expressions.value(&chance))))"
            case 6: "note(log, coroutine.status(co))"
            case 7: "note(log, coroutine.close(co))"
            default: "note(log, pcall(coroutine.wrap(function() return coroutine.resume(co) end)))"
            }
        }
        return """
            local log, co = {}
            \(closer)
            co = coroutine.create(function(...)
              note(log, ...)
            \(inside)
            end)
            \(outside)
            return log
            """
    }

    static func closing(_ chance: inout Chance) -> String {
        let scopes = chance.list(1...3, separator: "\n") { chance in
            let names = chance.list(1...3, separator: "\n") { chance in
                toBeClosed(&chance)
            }
            let exit = chance.pick([
                "", "error('body')", "do return 'result', 2 end", "goto out", "error({code = 1})",
            ])
            return """
                note(log, pcall(function()
                  for i = 1, 2 do
                \(names)
                \(exit)
                  end
                  ::out::
                  return 'end'
                end))
                """
        }
        return "local log = {}\n\(closer)\n\(scopes)\nreturn log"
    }

    private static let closers = ["nil", "'first'", "'second'", "{}", "false"]
    /// Makes values to be closed; with a text they raise it.
    private static let closer = """
        local function closer(log, failure)
          if failure == nil or failure == false then return failure end
          return setmetatable({}, {__close = function(_, e)
            note(log, 'close', e)
            if type(failure) == 'string' then error(failure, 0) end
          end})
        end
        """

    static func metatables(_ chance: inout Chance) -> String {
        let events = chance.list(1...8, separator: ", ") { chance in
            let name = chance.pick([
                "add", "sub", "mul", "div", "mod", "pow", "unm", "idiv", "band", "bor", "shl",
                "bnot",
                "concat", "len", "eq", "lt", "le", "call", "index", "newindex", "tostring", "name",
                "close", "pairs", "metatable",
            ])
            let body = chance.pick([
                "function(a, b) return type(a), type(b) end", "function() error('event', 0) end",
                "function(...) return select('#', ...) end", "{x = 1}", "'text'", "nil",
            ])
            return "__\(name) = \(body)"
        }
        let uses = chance.list(2...6, separator: "\n") { chance in
            let other = chance.pick([Expressions.value(&chance), "b", "a"])
            let sign = chance.pick([
                "+", "-", "*", "/", "%", "^", "//", "&", "|", "<<", "..", "==", "<", "<=",
            ])
            return "note(log, pcall(function() return "
                + chance.pick([
                    "a \(sign) \(other)", "\(other) \(sign) a", "-a", "#a", "~a", "a(\(other))",
                    "a.x, a[1]",
                    "tostring(a) ~= nil", "collect(pairs(a))", "getmetatable(a) == m", "rawlen(a)",
                ]) + " end))"
        }
        return """
            local log, m = {}, {\(events)}
            local a, b = setmetatable({1, 2}, m), setmetatable({3}, m)
            \(uses)
            note(log, pcall(function() a.y = 5 return rawget(a, 'y') end))
            return log
            """
    }
}
