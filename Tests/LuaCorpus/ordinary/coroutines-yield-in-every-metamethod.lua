local function trace(name, ...) print(name, ...) return ... end
local events = {"__index", "__newindex", "__call", "__add", "__sub", "__mul", "__div", "__mod", "__pow", "__unm", "__idiv", "__band", "__bor", "__bxor", "__shl", "__shr", "__bnot", "__concat", "__len", "__eq", "__lt", "__le"}
local mt = {}
for _, e in ipairs(events) do mt[e] = function(a, b) return coroutine.yield(e) end end
local function new() return setmetatable({}, mt) end
local operations = {function(x, y) return x.a end, function(x, y) x.a = 1 return "set" end, function(x, y) return x(1) end, function(x, y) return x + y end, function(x, y) return x - 1 end, function(x, y) return 2 * y end, function(x, y) return x / y end, function(x, y) return x % y end, function(x, y) return x ^ y end, function(x, y) return -x end, function(x, y) return x // y end, function(x, y) return x & y end, function(x, y) return x | 1 end, function(x, y) return 1 ~ x end, function(x, y) return x << y end, function(x, y) return x >> y end, function(x, y) return ~x end, function(x, y) return x .. "a" .. y end, function(x, y) return #x end, function(x, y) return x == y end, function(x, y) return x < y end, function(x, y) return x <= y end, function(x, y) return x ~= y end, function(x, y) return x > y end, function(x, y) return not (x < y) end, function(x, y) if x < y then return "less" else return "not" end end, function(x, y) local t = {x.a, x.b, n = #y} return #t, t.n end, function(x, y) return "a" .. x .. "b" .. y .. "c" end, function(x, y) return (x + y) * (x - y) end}
for i, operation in ipairs(operations) do
  for _, answer in ipairs {true, false, "answer", 7} do
    local co = coroutine.create(operation)
    local line = {}
    local r = table.pack(coroutine.resume(co, new(), new()))
    while coroutine.status(co) == "suspended" do line[#line + 1] = tostring(r[2]) r = table.pack(coroutine.resume(co, answer)) end
    print(i, tostring(answer), table.concat(line, " "), r[1], r[2], r[3])
  end
end
-- for, pcall, xpcall, close, wrap of wrap, table functions
print(coroutine.wrap(function() for a, b in function(s, c) return coroutine.yield(c) end, nil, 5, nil do return a, b end end)(1))
local w = coroutine.wrap(function() print(pcall(function() print(coroutine.yield("in pcall")) error("out") end)) print(xpcall(function() return coroutine.yield("in xpcall") end, print)) return "done" end) print(w()) print(w("a")) print(w("b"))
for _, f in ipairs {function() table.sort({1, 2}, function(a, b) return coroutine.yield() end) end, function() ("x"):gsub("x", coroutine.yield) end, function() return tostring(setmetatable({}, {__tostring = function() coroutine.yield() end})) end, function() load(coroutine.yield) end, function() return table.concat(setmetatable({}, {__index = function() return coroutine.yield() end, __len = function() return 1 end})) end, function() for k in pairs(setmetatable({}, {__pairs = function() coroutine.yield("pairs") return next, {} end})) do end return "paired" end, function() return require(setmetatable({}, {})) end, function() return select(2, xpcall(error, function() return coroutine.yield() end)) end, function() return math.max(coroutine.yield("max"), 2) end, function() return ipairs(setmetatable({}, {__index = function(_, i) return coroutine.yield(i) end})) end, function() local t = {} for i, v in ipairs(setmetatable({}, {__index = function(_, i) return coroutine.yield(i) end})) do t[i] = v end return #t end} do
  local co = coroutine.create(f) local ok, a = coroutine.resume(co) print(ok, type(a) == "function" and "function" or (tostring(a):gsub("^.-:%d+: ", ""))) print(coroutine.status(co)) if coroutine.status(co) == "suspended" then print(coroutine.resume(co, nil)) end end
