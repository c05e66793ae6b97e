-- expect: limit output | limit memory; output 4KiB
local s = "x"
local t = setmetatable({}, {__tostring = function() s = s .. s return s end})
while true do print(t) end
