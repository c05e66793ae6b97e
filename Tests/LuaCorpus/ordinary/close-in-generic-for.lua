local function iter(n) local closing = setmetatable({}, {__close = function(_, e) print("closed", e) end}) return function(_, i) i = i + 1 if i <= n then return i end end, nil, 0, closing end
for i in iter(2) do print(i) end for i in iter(5) do print(i) if i == 2 then goto out end end ::out::
print(pcall(function() for i in iter(3) do error("in loop", 0) end end)) local function f() for i in iter(3) do return i end end print(f())
