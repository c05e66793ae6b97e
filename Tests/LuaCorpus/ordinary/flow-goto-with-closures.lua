local kept = {}
for i = 1, 3 do
  local j = 0
  ::again::
  local x = i * 10 + j
  kept[#kept + 1] = function() x = x + 1 return x end
  j = j + 1
  if j < 3 then goto again end
end
for _, f in ipairs(kept) do print(f(), f()) end
for _, code in ipairs {"goto x; local a; ::x:: print(a)", "do goto x end; ::x::", "::x:: ::x::", "goto nowhere", "break", "repeat goto c; local z; ::c:: until z", "do ::a:: end goto a", "while true do break; break end", "local x <const> = 1; x = 2", "local x <other> = 1", "return return", "for i = 1 do end"} do
  local chunk, problem = load(code, "=code")
  print(type(chunk), problem)
end
do
  local n = 0
  ::top::
  local x <close> = setmetatable({}, {__close = function() n = n + 1 end})
  if n < 3 then goto top end
  print(n)
end
