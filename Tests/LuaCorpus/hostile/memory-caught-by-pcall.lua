-- expect: limit memory; time 5s
local keep = {}
while true do
  pcall(function() while true do keep[#keep + 1] = ("x"):rep(1000) .. #keep end end)
end
