-- expect: ok
assert(("aaa"):gsub("^a", "b") == "baa")
assert(("aaa"):gsub("a$", "b") == "aab")
assert(select(2, ("aaa"):gsub("^", "b")) == 1)
assert(select(2, ("aaa"):gsub("$", "b")) == 1)
assert(("a^b$c"):gsub("[%^%$]", "") == "abc")
local n = 0
for _ in ("aaa"):gmatch("^a") do n = n + 1 if n > 10 then break end end
assert(n == 0, n)
assert(("THE (quick) fox"):find("%((%a+)%)") == 5)
assert(("x"):find("", 10) == nil and ("x"):find("", 2) == 2)
assert(("x"):rep(3):gsub("%f[x]", "-") == "-xxx")
assert(("a[b]c"):match("%b[]") == "[b]")
for _, pattern in ipairs {"%b", "%b(", "%f", "%fa", "[", "[^", "[]", "[a", "%", "(", "(()", "%1", "(%1)", "[%", "[a-%", "%f[", "[[:alpha:]"} do
  local went, err = pcall(string.find, "aaa(b)c", pattern)
  assert(went == false or pattern == "[[:alpha:]", pattern)
end
assert(("\0a\0"):find("%z") == 1 and ("\0a\0"):match("[^%z]") == "a")
