-- expect: limit time; memory 64MiB; time 300ms
local function many(count, item, value)
  local values = {}
  for i = 1, count do values[i] = value end
  return pcall(string.format, item:rep(count), table.unpack(values))
end
assert(#select(2, many(16384, "%5d", 1)) == 5 * 16384 and #select(2, many(2048, "%.1f", 1)) == 3 * 2048)
for count, item in pairs { [16385] = "%d", [2049] = "%-+99.99f" } do
  local ok, message = many(count, item, 1)
  assert(not ok and message:find("too many items"), message)
end
while true do many(2048, "%99.99f", 1.7e308) many(16000, "%99.99g", -1.7e-308) many(16000, "%s", 0.1) end
