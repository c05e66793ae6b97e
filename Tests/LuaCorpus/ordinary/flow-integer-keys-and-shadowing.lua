local print = print do local print = function(...) return "shadow", ... end _ENV.print("x", (print(1))) end
local _ENV = {print = print} x = 5 print(x, _ENV.x)
local function f(_ENV) return y end print(f {y = 7})
