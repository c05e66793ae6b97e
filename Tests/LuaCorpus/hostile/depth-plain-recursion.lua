-- expect: limit depth; memory 256MiB; time 5s
local function f() return 1 + f() end
f()
