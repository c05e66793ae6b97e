-- expect: error "overflow" | limit depth | limit memory
local function compare(a, b)
  table.sort({2, 1, 3}, compare)
  return a < b
end
table.sort({3, 1, 2}, compare)
