-- expect: ok
local kept = require("plain")
kept.name = "changed"
assert(require("plain").name == "changed")
for _, name in ipairs {"string", "table", "math", "json", "host"} do
  local library = name == "host" and host or require(name)
  for _, way in ipairs {function() library.x = 1 end, function() rawset(library, "x", 1) end, function() setmetatable(library, {}) end, function() table.insert(library, 1) end, function() table.sort(library) end, function() library[1] = 1 end} do
    assert(not pcall(way) or next(library) ~= nil)
  end
  assert(library.x == nil and library[1] == nil)
end
string, table, pairs, next, pcall, error, setmetatable, type = nil, nil, nil, nil, nil, nil, nil, nil
assert(("x"):upper() == "X")
assert(require("nested.plain") == "nested")
