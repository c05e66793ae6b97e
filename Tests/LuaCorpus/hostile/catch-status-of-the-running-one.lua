-- expect: limit time
local co
co = coroutine.create(function()
  while true do pcall(coroutine.close, co) coroutine.status(co) end
end)
while true do coroutine.resume(co) end
