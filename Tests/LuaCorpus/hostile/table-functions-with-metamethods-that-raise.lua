-- expect: ok
local raising = setmetatable({}, {__index = function() error("i") end, __newindex = function() error("n") end, __len = function() return 10 end})
for _, f in ipairs {table.concat, table.unpack, table.sort, table.remove} do assert(not pcall(f, raising)) end
assert(not pcall(table.insert, raising, 1, 1))
assert(not pcall(table.move, raising, 1, 5, 2))
for _, length in ipairs {"x", 1.5, {}, false} do
  local t = setmetatable({}, {__len = function() return length end})
  assert(not pcall(table.insert, t, 1))
  assert(not pcall(table.unpack, t))
end
