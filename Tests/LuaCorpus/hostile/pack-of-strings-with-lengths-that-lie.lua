-- expect: ok
for _, format in ipairs {"s1", "s2", "s4", "s8", "<s16", ">s16", "z", "!8s8", "Xs8"} do
  for _, data in ipairs {"", "\255", ("\255"):rep(8), ("\255"):rep(17), ("\127"):rep(16), "\0"} do
    pcall(string.unpack, format, data)
    for _, position in ipairs {1, -1, 2, 0, math.maxinteger, math.mininteger} do pcall(string.unpack, format, data, position) end
  end
end
assert(not pcall(string.unpack, "<s8", ("\255"):rep(7) .. "\127" .. "x"))
assert(not pcall(string.pack, "s1", ("x"):rep(256)))
