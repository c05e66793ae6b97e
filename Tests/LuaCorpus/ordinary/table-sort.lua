local t = {5, 2, 8, 1, 9, 3, 3, 7}
table.sort(t) print(table.concat(t, " "))
table.sort(t, function(a, b) return a > b end) print(table.concat(t, " "))
local words = {"pear", "fig", "apple", "kiwi"}
table.sort(words, function(a, b) return #a < #b or #a == #b and a < b end) print(table.concat(words, " "))
local mixed = {3, 1.5, -2, 2 ^ 53, 0.0, -0.0, 10} table.sort(mixed)
for _, v in ipairs(mixed) do print(v) end
print(pcall(table.sort, {1, "x", 2}), pcall(table.sort, {{}, {}}), pcall(table.sort, {1, 2}, 5))
