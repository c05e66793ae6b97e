-- expect: ok
for name, library in pairs {string = string, table = table, math = math, utf8 = utf8,
    coroutine = coroutine, debug = debug, os = os, json = json, host = host} do
  assert(not pcall(function() library.x = 1 end), name)
  assert(not pcall(rawset, library, "x", 1), name)
  for field in pairs(library) do
    assert(not pcall(function() library[field] = nil end), name .. "." .. field)
    assert(not pcall(rawset, library, field, nil), name .. "." .. field)
  end
end
