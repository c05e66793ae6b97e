-- expect: limit time; memory 128MiB
local names = {("a"):rep(15000000), ("a."):rep(7000000), ("\xff."):rep(7000000), ("../"):rep(5000000)}
for _, name in ipairs(names) do assert(not pcall(require, name)) end
while true do for _, name in ipairs(names) do pcall(require, name) end end
