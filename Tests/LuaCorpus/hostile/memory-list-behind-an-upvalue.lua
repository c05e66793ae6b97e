-- expect: limit memory; time 5s
local function push(list, n) return {list, n} end
local list
local i = 0
while true do i = i + 1 list = push(list, i) end
