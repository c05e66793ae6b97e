-- expect: ok
for _, name in ipairs {"@/etc/passwd", "=" .. ("x"):rep(10000), "@\0\27[2J", ("\n"):rep(99), "=[C]"} do
  local f, message = load("x x", name)
  assert(not f and type(message) == "string" and #message < 400, message)
end
