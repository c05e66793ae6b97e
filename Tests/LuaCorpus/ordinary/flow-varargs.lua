local function f(...) local a, b = ... return select("#", ...), a, b, ... end
print(f()) print(f(nil)) print(f(1, nil, 3)) print((f(1, 2)))
print(select(-1, 1, 2, 3), select(2, "a", "b", "c"), pcall(select, 0), pcall(select, -5, 1), select("#"))
local function g(...) return {...}, select("#", ...) end print(#g(1, 2, 3), select(2, g(nil, nil)))
print((function(...) return ... end)(1, 2, 3)) print(type(load("return ..."))) print(load("return ...")(7, 8))
