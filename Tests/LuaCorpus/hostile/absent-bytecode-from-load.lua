-- expect: ok
local header = "\27Lua\x54\0\x19\x93\r\n\x1a\n\4\8\8"
for _, mode in ipairs {"b", "bt", "tb", "t", "", "x"} do
  assert(not load(header, "x", mode))
  assert(not load(function() local h = header header = nil return h end, "x", mode))
  header = "\27Lua\x54\0\x19\x93\r\n\x1a\n\4\8\8"
end
assert(not load("\27"))
