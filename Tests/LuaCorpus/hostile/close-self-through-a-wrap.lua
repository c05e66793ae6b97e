-- expect: limit time
local co
co = coroutine.create(function()
  coroutine.wrap(function() while true do pcall(coroutine.close, co) end end)()
end)
coroutine.resume(co)
while true do end
