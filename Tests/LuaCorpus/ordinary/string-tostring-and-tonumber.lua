for _, v in ipairs {"10", " 0x1F ", "1e2", "0x.8p1", "1e", "", " ", "0x", "inf", "nan", "1 2", "١", "1_000", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "0xffffffffffffffffff", "1e400", ".5", "5.", "0b1", "1e+5", "- 1", "--1"} do
  print(v, tonumber(v), math.type(tonumber(v)))
end
print(tonumber("ff", 16), tonumber("zz", 36), tonumber("8", 8), tonumber("-101", 2), tonumber("7fffffffffffffff", 16), tonumber(" 11 ", 2), tonumber("1.5", 10))
print(tonumber(nil == 1), pcall(tonumber), pcall(tonumber, 10, 2), pcall(tonumber, "1", 99))
