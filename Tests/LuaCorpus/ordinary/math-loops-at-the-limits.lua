local function count(first, last, step)
  local n = 0
  for i = first, last, step or 1 do
    n = n + 1
    if n > 10 then break end
  end
  return n
end
local values = {math.maxinteger, math.mininteger, math.maxinteger - 2, math.mininteger + 2, 0, 1, -1, 2^53, -2^53, 2^63, -2^63, math.huge, -math.huge, 0/0, 0.5}
for _, first in ipairs(values) do
  for _, last in ipairs(values) do
    local line = {}
    for _, step in ipairs {1, -1, math.maxinteger, math.mininteger, 0.5, -2^53, math.huge} do line[#line + 1] = count(first, last, step) end
    print(first, last, table.concat(line, " "))
  end
end
print(pcall(count, 1, 2, 0))
print(pcall(count, 1, 2, 0.0))
print(pcall(count, 1, {}, 1))
print(pcall(count, nil, 1, 1))
