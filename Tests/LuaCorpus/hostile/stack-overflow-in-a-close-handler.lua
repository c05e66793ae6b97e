-- expect: limit depth | limit memory | limit time | ok; memory 256MiB; time 3s
local function f() local x <close> = setmetatable({}, {__close = function() return f() end}) return f() + 1 end
while true do pcall(f) end
