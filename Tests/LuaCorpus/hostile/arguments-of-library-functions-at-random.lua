-- expect: ok | limit time | limit memory; time 400ms; memory 256MiB
local skip = {["coroutine.yield"] = true, ["json.null"] = true}
local functions = {}
for name, library in pairs {string = string, table = table, math = math, utf8 = utf8, coroutine = coroutine, os = os, json = json, debug = debug, host = host, _G = _G} do
  for field, f in pairs(library) do if type(f) == "function" and not skip[name .. "." .. field] and field ~= "rep" and field ~= "print" and field ~= "sleep" then functions[#functions + 1] = f end end
end
local cycle = {} cycle[1] = cycle cycle.x = cycle
local function fail() error(cycle) end
local values = {0, -0.0, 1, -1, 2, 255, 1e15, 2^53, 2^63, -2^63, math.maxinteger, math.mininteger, 0/0, 1/0, -1/0, 0.5, "", "0", "a", "a\0b", "\xff", "%", "%d%s%q", "[", "(", "%f", "%b", "(.-)*", "10", "0x7fffffffffffffff", "1e400", ("x"):rep(300), true, false, cycle, {}, {1, 2, 3}, _G, string, print, fail, coroutine.create(fail), coroutine.wrap(fail), coroutine.running(), json.null, json.array {}, host.thing(), setmetatable({}, {__index = fail, __newindex = fail, __len = fail, __call = fail, __eq = fail, __lt = fail, __tostring = fail, __pairs = fail, __close = fail, __concat = fail, __add = fail}), setmetatable({}, {__name = "n\0me", __metatable = 5})}
local state = 12345
local function random(n) state = (state * 1103515245 + 12345) & 0x7fffffff return (state >> 8) % n + 1 end
for i = 1, 3000000 do
  local a, n = {}, random(6) - 1
  for k = 1, n do a[k] = random(len or #values + 1) <= #values and values[random(#values)] or nil end
  local f = functions[random(#functions)]
  local co = coroutine.create(function() return f(table.unpack(a, 1, n)) end)
  coroutine.resume(co)
end
