local function permute(a, n) n = n or #a if n <= 1 then coroutine.yield(a) else for i = 1, n do a[n], a[i] = a[i], a[n] permute(a, n - 1) a[n], a[i] = a[i], a[n] end end end
for p in coroutine.wrap(function() permute {1, 2, 3} end) do print(table.concat(p, " ")) end
local count = 0 for _ in coroutine.wrap(function() permute {1, 2, 3, 4, 5, 6} end) do count = count + 1 end print(count)
