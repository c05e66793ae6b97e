local words = {"b", "a", "", "B", "aa", "a\0b", "a\0a", "é", "z", "10", "9"}
table.sort(words)
for _, w in ipairs(words) do print((w:gsub("%z", "0"))) end
print("a" < "b", "a" < "A", "" < "a", "a\0b" > "a", "10" < "9", pcall(function() return "1" < 2 end))
