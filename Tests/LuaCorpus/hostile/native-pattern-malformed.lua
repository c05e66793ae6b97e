-- expect: ok
for _, pattern in ipairs {"[", "[^", "%", "%b", "%bx", "%f", "(", "(()", "[%", "[a-", "%1", "(%1)", "[]"} do
  assert(not pcall(string.find, "aaaa", pattern), pattern)
  assert(not pcall(string.match, "aaaa", pattern), pattern)
  assert(not pcall(string.gmatch("aaaa", pattern)), pattern)
end
