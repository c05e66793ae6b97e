-- expect: limit depth | error "overflow"; memory 128MiB; time 5s
local function f() return pcall(f) end
assert(f())
error("C stack overflow")
