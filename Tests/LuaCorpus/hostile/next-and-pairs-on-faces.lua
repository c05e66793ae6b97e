-- expect: ok
for _, library in ipairs {string, math, host, json} do
  local key = next(library)
  assert(key ~= nil and library[key] ~= nil)
  assert(not pcall(next, library, "no such key"))
  local f, state, first = pairs(library)
  assert(state == library and first == nil)
  assert(#library == 0 and rawlen(library) == 0 and rawget(library, "no") == nil)
  assert(getmetatable(library) == false and not pcall(setmetatable, library, nil))
  assert(rawequal(library, library) and library == library and not rawequal(library, {}))
end
local t = setmetatable({}, {__index = string})
assert(t.upper == string.upper and not pcall(setmetatable, {}, string))
