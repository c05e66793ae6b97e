-- expect: limit memory | limit time; memory 32MiB
local function make() local a, b, c = 1, 2, 3 return function() a = b return function() c = a return function() return a, b, c end end end end
local keep = {}
while true do keep[#keep + 1] = make()()() coroutine.wrap(make)() end
