-- expect: ok
local assert, pcall, host, error, setmetatable = assert, pcall, host, error, setmetatable
local function poisoned() error("poisoned", 0) end
local names = {}
for name in pairs(_G) do names[#names + 1] = name end
for i = 1, #names do _G[names[i]] = setmetatable({}, {__call = poisoned, __index = poisoned}) end
assert(host.echo(1) == 1)
assert(not pcall(host.fail, "X"))
assert(("x"):rep(2) == "xx")
_ENV = nil
