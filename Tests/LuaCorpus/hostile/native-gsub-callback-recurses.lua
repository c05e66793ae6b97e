-- expect: error "overflow" | limit depth | limit memory
local function f() return (("a"):gsub("a", f)) end
f()
