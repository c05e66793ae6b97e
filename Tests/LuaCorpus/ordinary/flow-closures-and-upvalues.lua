local function counter() local n = 0 return function() n = n + 1 return n end, function() return n end end
local add, get = counter() add() add() print(get())
local a, b = counter() a() print(get(), b())
local function fib(n) return n < 2 and n or fib(n - 1) + fib(n - 2) end print(fib(20))
local t = {} for i = 1, 3 do local j = i * 10 t[i] = function() j = j + 1 return i, j end end print(t[1]()) print(t[1]()) print(t[3]())
