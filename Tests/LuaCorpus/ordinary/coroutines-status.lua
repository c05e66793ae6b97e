local co
co = coroutine.create(function()
  print(coroutine.status(co), coroutine.isyieldable(), select(2, coroutine.running()))
  local inner = coroutine.wrap(function() print(coroutine.status(co)) coroutine.yield() end)
  inner()
  coroutine.yield()
end)
print(coroutine.status(co)) coroutine.resume(co) print(coroutine.status(co)) coroutine.resume(co) print(coroutine.status(co))
print(coroutine.isyieldable(), select(2, coroutine.running()), type((coroutine.running())))
