-- expect: limit memory; time 5s
local keep = {}
while true do
  pcall(string.gsub, "aaa", "a", function() while true do keep[#keep + 1] = {} end end)
end
