local t = {}
t[1.0] = "int" t[2 ^ 53] = "big" print(t[1], next({[3.0] = 1}), math.type(next({[3.0] = 1})), t[2 ^ 53 | 0])
print(pcall(function() t[nil] = 1 end), pcall(function() t[0 / 0] = 1 end), t[nil], t[0 / 0], pcall(rawset, t, nil, 1))
t["1"] = "string" print(t[1], t["1"]) t[-0.0] = "zero" print(t[0], t[0.0])
