-- expect: ok
for _, format in ipairs {"i17", "i0", "!17", "s17", "c", "Xz", "X", "i99999999999999999999", "!3i4"} do
  assert(not pcall(string.pack, format, 1, 2), format)
end
assert(not pcall(string.packsize, "c2147483647c2147483647"))
assert(not pcall(string.pack, "z", "a\0b"))
