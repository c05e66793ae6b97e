local t = setmetatable({}, {__index = function(_, i) return i end})
local ends = {1, 2, 0, -1, math.maxinteger, math.maxinteger - 1, math.mininteger, math.mininteger + 1}
for _, i in ipairs(ends) do
  for _, j in ipairs(ends) do
    local answer = table.pack(pcall(table.unpack, t, i, j))
    if answer.n < 10 then print(i, j, table.unpack(answer, 1, answer.n)) else print(i, j, answer.n) end
  end
end
print(pcall(table.unpack))
print(pcall(table.unpack, 1))
print(pcall(table.unpack, 1, 1, 0))
print(pcall(table.unpack, nil, 1, 2))
print(pcall(table.unpack, "abc"))
print(pcall(table.unpack, "abc", 1, 2))
print(pcall(table.unpack, {1, 2}, "1", "2"))
print(pcall(table.unpack, {1, 2}, 1.0, 2.0))
print(pcall(table.unpack, {1, 2}, 1.5))
print(pcall(table.unpack, {1, 2}, nil, nil))
print(table.unpack({1, nil, 3}, 1, 3))
print(table.unpack(setmetatable({1, 2, 3}, {__len = function() return 2 end})))
print(pcall(table.unpack, setmetatable({}, {__len = function() return "x" end})))
print(pcall(table.unpack, setmetatable({}, {__index = function() error("index", 0) end}), 1, 2))
print(coroutine.wrap(function() return table.unpack(setmetatable({}, {__index = function(_, i) return i * 2 end}), 1, 3) end)())
