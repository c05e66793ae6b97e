-- expect: ok
for round = 1, 200 do
  local t = {}
  for i = 1, 120 do t[i] = math.random(1000) end
  pcall(table.sort, t, function(a, b)
    local k = math.random(4)
    if k == 1 then t[math.random(200)] = nil elseif k == 2 then t[#t + 1] = 1 elseif k == 3 then table.remove(t) end
    return (a or 0) < (b or 0)
  end)
end
