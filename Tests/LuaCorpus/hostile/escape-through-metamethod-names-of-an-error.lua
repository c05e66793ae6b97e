-- expect: ok
local _, err = pcall(host.fail, "Some.Code")
for _, name in ipairs {"__index", "__gc", "__metatable", "__tostring", "__name", "__close", "__mode"} do
  assert(err[name] == nil, name)
  rawset(err, name, function() error("called") end)
end
assert(type(tostring(err)) == "string")
