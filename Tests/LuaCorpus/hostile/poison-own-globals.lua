-- expect: ok
-- The globals are the script's own: the host needs none of them.
local globals = _G
for name in pairs(globals) do globals[name] = nil end
x = 1
