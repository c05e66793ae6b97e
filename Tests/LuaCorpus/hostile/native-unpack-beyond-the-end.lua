-- expect: ok
for _, format in ipairs {"i8", "z", "s4", "c10", "d", "s8", "!16 i16"} do
  assert(not pcall(string.unpack, format, "abc"), format)
end
assert(not pcall(string.unpack, "i1", "abc", 5))
assert(not pcall(string.unpack, "i1", "abc", math.maxinteger))
assert(not pcall(string.unpack, "s8", ("\255"):rep(8)))
assert(not pcall(string.unpack, "i16", ("\255"):rep(8) .. ("\1"):rep(8)))
