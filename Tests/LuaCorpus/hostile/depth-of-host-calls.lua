-- expect: error "" | limit depth | limit memory | limit time; time 1s
local function f(n) return host.call(f, n + 1) end
f(1)
