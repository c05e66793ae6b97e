-- expect: ok
-- CVE-2022-33099
local function f(n) local x <close> = setmetatable({}, {__close = function() error(("x"):rep(100)) end}) if n > 0 then f(n - 1) end error("y") end
assert(not pcall(f, 150))
local function loop() loop() end
