-- expect: ok
for _, format in ipairs {"i0", "i17", "I99999999999999999999", "!3i4", "!17", "s17", "c", "c-1", "X", "Xz", "z", "<>!=@"} do
  pcall(string.pack, format, 1) pcall(string.unpack, format, "abc") pcall(string.packsize, format)
end
assert(not pcall(string.pack, "i17", 1) and not pcall(string.pack, "i1", 200) and not pcall(string.unpack, "i16", ("\xff"):rep(8) .. ("\1"):rep(8)))
assert(not pcall(string.unpack, "z", "abc") and not pcall(string.unpack, "s1", "\255abc"))
assert(not pcall(string.unpack, "i4", "abcd", 9) and not pcall(string.unpack, "c" .. math.maxinteger, "x"))
assert(not pcall(string.packsize, "c2147483647c2147483647"))
