-- expect: ok
assert(not pcall(string.gsub, "a", "a", function() return {} end))
assert(not pcall(string.gsub, "a", "a", "%2"))
assert(not pcall(string.gsub, "a", "a", "%z"))
assert(not pcall(string.gsub, "a", "a", "%"))
assert(("a"):gsub("a", function() return false end) == "a")
