-- expect: ok
for _, library in ipairs {string, table, math, utf8, coroutine, debug, os, json, host, lazy} do
  assert(getmetatable(library) == false)
  assert(not pcall(setmetatable, library, {}))
  assert(not pcall(setmetatable, library, nil))
end
