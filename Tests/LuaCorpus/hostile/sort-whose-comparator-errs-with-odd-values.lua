-- expect: ok
for _, value in ipairs {false, 1, {}, host.thing(), print} do
  local ok, got = pcall(table.sort, {3, 1, 2}, function() error(value) end)
  assert(not ok and got == value)
end
assert(not pcall(table.sort, {3, 1, 2}, function() error(nil) end))
assert(not pcall(table.sort, {3, 1, 2}, function() host.sleep(1) end))
assert(not pcall(table.sort, {1, "x"}))
