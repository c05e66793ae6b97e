local t, x = {}, 12345
for i = 1, 3000 do x = (x * 1103515245 + 12345) % 2147483648 t[i] = x % 1000 end
table.sort(t)
for i = 2, #t do assert(t[i - 1] <= t[i]) end
print(t[1], t[1500], t[3000])
local order = {}
for i = 1, 500 do order[i] = {key = i % 7, id = i} end
table.sort(order, function(a, b) if a.key ~= b.key then return a.key < b.key end return a.id < b.id end)
local parts = {} for i = 1, 500, 37 do parts[#parts + 1] = order[i].key .. ":" .. order[i].id end
print(table.concat(parts, " "))
