-- expect: ok
for _, library in ipairs {string, table, math, json, host} do
  assert(not pcall(table.insert, library, "x"))
  assert(not pcall(table.insert, library, 1, "x"))
  pcall(table.remove, library)
  pcall(table.sort, library)
  assert(not pcall(table.move, {1, 2}, 1, 2, 1, library))
  assert(library[1] == nil and rawget(library, 1) == nil)
end
