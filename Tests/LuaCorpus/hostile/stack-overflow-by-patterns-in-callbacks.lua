-- expect: error "overflow" | limit time
local function f(s) return (s:gsub(".", f)) end
while true do
  local went, err = pcall(f, "x")
  if not went then error(err, 0) end
end
