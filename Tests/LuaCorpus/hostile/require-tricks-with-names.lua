-- expect: ok
for _, name in ipairs {"plain.", ".plain", "plain.lua", "plain\0", "plain\0.lua", "./plain", "inside.plain", "nested", "nested/plain", "nested..plain", "up.secret", "up.inside.plain", "link", "absolute", "circle", "device", "folder", "pipe", "bytecode", "PLAIN", "plain ", " plain", "plain\n", "nested.plain.x", "pla*n", "[p]lain", "~.plain", "-", "=plain", "@plain", "plain?", "nested\\plain"} do
  local went = pcall(require, name)
  assert(not went or name == "nested/plain", name)
end
assert(require("plain") == require("plain"))
assert(require("nested.plain") == "nested")
assert(require("string") == string)
