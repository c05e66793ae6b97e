do local i = 1 ::top:: if i <= 3 then print(i) i = i + 1 goto top end end
for i = 1, 3 do for j = 1, 3 do if j == 2 then goto continue end print(i, j) ::continue:: end end
local fs = {} do local k = 0 ::again:: local x = k fs[#fs + 1] = function() x = x + 1 return x end k = k + 10 if k < 30 then goto again end end
for _, f in ipairs(fs) do print(f(), f()) end
print(load "goto nowhere", load "::a:: ::a::", load "goto f; local x; ::f:: print(x)", load "break")
