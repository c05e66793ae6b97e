local i = 0 repeat local done = i >= 2 i = i + 1 until done print(i)
while true do i = i + 1 if i > 5 then break end end print(i)
local x = 1 do local x = 2 print(x) end print(x)
local fs = {} for k = 1, 3 do fs[k] = function() k = k + 1 return k end end print(fs[1](), fs[1](), fs[2]())
if nil then elseif false then else print "else" end
