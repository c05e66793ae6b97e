-- expect: ok
for _, base in ipairs {1, 37, 0, -1, math.maxinteger} do assert(not pcall(tonumber, "1", base)) end
assert(tonumber("1e" .. ("9"):rep(100)) == math.huge)
assert(tonumber("0x" .. ("f"):rep(100)) == -1)
assert(tonumber("1\0") == nil)
