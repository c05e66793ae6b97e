-- expect: ok
for _, name in ipairs {"=\27[2J", "@\0x", "\n\n", ("x"):rep(10000), "=" .. ("y"):rep(10000), "@" .. ("z"):rep(300), ""} do
  local _, err = load("+", name)
  assert(#err < 400, #err)
  local went, message = pcall(load("error('x')", name))
  assert(not went and #message < 400)
end
