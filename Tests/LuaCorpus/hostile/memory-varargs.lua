-- expect: limit memory | error "too many" | error "overflow" | limit depth; time 5s
local function grow(...) return grow(..., ...) end
local function double(...)
  local t = {...}
  for i = 1, #t do t[#t + 1] = t[i] end
  return double(table.unpack(t))
end
double(1, 2)
