-- The very comparisons that are made, and in which order.
local calls = {}
local t = {5, 3, 9, 1, 7, 2, 8}
table.sort(t, function(a, b) calls[#calls + 1] = a .. "<" .. b return a < b end)
print(#calls, table.concat(calls, " "))
print(pcall(table.sort, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, function() return true end))
