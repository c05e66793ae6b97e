-- expect: ok | error "attempt to compare" | error "invalid order function"; time 2s
local t = {}
for i = 1, 500 do t[i] = (i * 37) % 501 end
table.sort(t, function(a, b)
  for i = 1, 10 do t[i] = nil end
  return (a or 0) < (b or 0)
end)
