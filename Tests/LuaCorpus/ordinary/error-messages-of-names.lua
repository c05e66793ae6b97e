local up = nil local t = {a = {}}
print(pcall(function() return up.x end)) print(pcall(function() return up() end)) print(pcall(function() return t.a.b.c end)) print(pcall(function() return t.a.b() end))
print(pcall(function() return t["x y"].z end)) print(pcall(function() return t[1].z end)) print(pcall(function() local k = "key" return t[k].z end)) print(pcall(function() return (1)() end))
print(pcall(function(p) return p.x end)) print(pcall(function() return math.nothing() end)) print(pcall(function() string.nothing "x" end)) print(pcall(function() return t.a + 1 end))
print(pcall(function() return up + 1 end)) print(pcall(function() return up .. "" end)) print(pcall(function() for i in 5 do end end)) print(pcall(function() for i in nil do end end))
