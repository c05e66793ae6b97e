-- expect: ok
local ends = {0, 1, -1, 2, math.maxinteger, math.mininteger, math.maxinteger - 1, math.mininteger + 1, 1 << 32, -(1 << 32)}
for _, text in ipairs {"", "a", "abc"} do
  for _, i in ipairs(ends) do
    for _, j in ipairs(ends) do
      assert(#text:sub(i, j) <= #text)
      pcall(string.byte, text, i, j)
      pcall(string.find, text, "a", i, true)
      pcall(string.find, text, "", i)
      pcall(string.gmatch, text, ".", i)
      pcall(string.rep, text, -math.abs(i), "x")
      pcall(table.concat, {}, text, i, i - 1)
      pcall(table.unpack, {}, i, i)
      pcall(select, i, text, text)
      pcall(utf8.offset, text, i, j)
    end
  end
end
assert(not pcall(select, math.mininteger, 1) and select(math.maxinteger, 1) == nil and select("#") == 0)
