-- expect: ok; time 5s
assert(not load("\27Lua") and not load("\27", "=x", "b") and not load("return 1", "=x", "b") and not load("return 1", "=x", "") and not load("return 1", "=x", "q"))
assert(load("return 1", nil, nil) and load("return 1", "=x", "bt") and load("return 1", "=x", "t")() == 1)
for _, mode in ipairs {"b", "bt", "tb", "t", "", "x", "bbbb", "\0", "b\0t"} do assert(not load("\27Lua\x54\0\x19\x93\r\n\x1a\n", "=x", mode)) end
local pieces = {"ret", "urn", " ", "...", ""}
local i = 0
assert(load(function() i = i + 1 return pieces[i] end)("a") == "a")
assert(load("local a <const> = 1 return function() return _ENV end", "=x", "t", nil)()() == nil)
local env = setmetatable({}, {__index = function(_, k) return k end})
assert(load("return a .. b", "=x", "t", env)() == "ab")
for _, value in ipairs {1, true, "x", print, json.null, coroutine.running()} do local f = load("return _ENV", "=x", "t", value) assert(f() == value) end
for _, e in ipairs {1, true, {}, function() error({}) end, function() return {} end, function() return 5 end, function() return true end} do pcall(load, e) end
local f, m = load("x =", ("n"):rep(1000000)) assert(not f and #m < 300, #m)
f, m = load("x =", "@" .. ("n"):rep(1000000)) assert(not f and #m < 300)
f, m = load("x = }" .. ("y"):rep(30000)) assert(not f and #m < 300)
f, m = load(("y"):rep(30000) .. " =") assert(not f and #m < 31000)
f, m = load("goto " .. ("l"):rep(30000)) assert(not f)
f, m = load("x = '" .. ("y"):rep(30000)) assert(not f)
f, m = load("return " .. ("9"):rep(32000)) assert(f and f() == math.huge)
f, m = load("return 0x" .. ("f"):rep(32000)) assert(f and f() == -1)
f, m = load("return 0x." .. ("0"):rep(30000) .. "1p120004") assert(f)
f, m = load("return '\\u{7FFFFFFF}'") assert(f and #f() == 6)
assert(not load("return '\\u{80000000}'") and not load("return '\\400'") and not load("return '\\xg'") and not load("return '\\u{}'"))
assert(select("#", load("return ...")(nil, nil)) == 2 and not pcall(load) and not pcall(load, nil))
