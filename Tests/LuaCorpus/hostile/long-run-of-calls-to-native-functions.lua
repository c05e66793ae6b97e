-- expect: limit time
local type, rawequal = type, rawequal
while true do type(rawequal(type, type)) end
