local values = {1, 1.0, 1.5, -0.0, 0, math.maxinteger, math.maxinteger + 0.0, math.mininteger, -math.huge, math.huge}
for i, a in ipairs(values) do
  local row = {}
  for j, b in ipairs(values) do row[j] = (a < b and "<" or "") .. (a <= b and "≤" or "") .. (a == b and "=" or "") end
  print(table.concat(row, " "))
end
print(0 / 0 == 0 / 0, 0 / 0 < 1, 1 < 0 / 0, "a" == 1, nil == false)
