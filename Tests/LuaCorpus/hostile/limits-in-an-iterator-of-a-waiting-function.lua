-- expect: limit time; time 200ms
for _ in function() host.sleep(1) return true end do
  for _ in coroutine.wrap(function() while true do host.sleep(0) coroutine.yield(true) end end) do end
end
