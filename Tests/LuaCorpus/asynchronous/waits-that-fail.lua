-- expect: ok; time 60s
for i = 1, 50 do
  local ok, e = pcall(function() host.sleep(1) host.fail("Code") end)
  assert(not ok and e.code == "Code")
  assert(not pcall(host.sleep, "x"))
end
