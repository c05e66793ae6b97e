local x <const> = 10 local y <const> = x + 1 local f = function() return x * y end print(f()) print(load("local a <const> = 1 a = 2")) print(load("local a <close> = nil; a = 1")) print(load("local a <const> = 1; local function g() a = 3 end"))
local t <const> = {} t.x = 1 print(t.x) local s <const> = "str" print(s .. s, #s) local n <const> = nil print(n)
