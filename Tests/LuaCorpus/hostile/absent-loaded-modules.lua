-- expect: ok
for _, name in ipairs {"io", "package", "os.execute", "ffi", "bit", "_LOADED", "_PRELOAD"} do
  assert(not pcall(require, name), name)
end
assert(require "string" == string and require "table" == table)
assert(require("debug").getregistry == nil)
