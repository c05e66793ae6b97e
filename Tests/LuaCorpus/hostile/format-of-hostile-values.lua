-- expect: ok
assert(not pcall(string.format, "%s", setmetatable({}, {__tostring = function() return {} end})))
assert(not pcall(string.format, "%d", 1.5) and not pcall(string.format, "%d", "x") and not pcall(string.format, "%c"))
assert(not pcall(string.format, "%q", {}) and not pcall(string.format, "%10q", "x") and not pcall(string.format, "%n", 1))
assert(not pcall(string.format, "%" .. ("0"):rep(100) .. "d", 1) and not pcall(string.format, "%*d", 1, 1))
assert(string.format("%q", math.mininteger) == "0x8000000000000000" and string.format("%q", 0 / 0) == "(0/0)")
