local keys = {}
for k in pairs {a = 1, b = 2, [1] = 1, [2.5] = 2, [true] = 3} do keys[#keys + 1] = tostring(k) end
table.sort(keys) print(table.concat(keys, " "))
print(next({}), next({10}), next({10}, 1), rawlen({1, 2}), rawlen("abc"), rawequal("a", "a"), rawget({5}, 1))
print(pcall(next, {}, 1), pcall(rawlen, 5), pcall(rawset, 1, 2, 3))
local t = {1, 2, 3} for k in pairs(t) do t[k] = nil end print(next(t))
