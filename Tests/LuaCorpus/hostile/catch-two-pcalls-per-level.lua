-- expect: limit time | limit depth | limit memory
-- Raising through hundreds of thousands of protected frames would be quadratic.
local function f() pcall(f) pcall(f) end
f()
