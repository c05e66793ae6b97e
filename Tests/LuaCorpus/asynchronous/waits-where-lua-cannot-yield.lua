-- expect: ok; time 60s
for i = 1, 20 do
  local ok, message = pcall(table.sort, {2, 1}, function() host.sleep(1) end)
  assert(not ok)
  ok, message = pcall(string.gsub, "a", "a", function() host.sleep(1) end)
  assert(not ok)
end
