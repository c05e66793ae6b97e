-- expect: ok
local kept = {}
for i = 1, 3 do
  local j = 0
  ::again::
  local x = i * 10 + j
  kept[#kept + 1] = function() x = x + 1 return x end
  j = j + 1
  if j < 3 then goto again end
end
assert(#kept == 9 and kept[1]() == 11 and kept[1]() == 12 and kept[9]() == 33)
assert(load("goto x; local a; ::x:: print(a)") == nil)
assert(load("do goto x end; ::x::"))
assert(load("::x:: ::x::") == nil and load("goto nowhere") == nil and load("break") == nil)
assert(load("repeat goto c; local z; ::c:: until z") == nil)
