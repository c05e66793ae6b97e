local function closer(name, failure)
  return setmetatable({}, {__close = function(_, err)
    print(name, err)
    if failure then error(failure, 0) end
  end})
end
local function body(fails)
  local a <close> = closer("a", "from a")
  local b <close> = closer("b")
  local c <close> = closer("c", "from c")
  if fails then error("body", 0) end
  coroutine.yield(1)
end
local co = coroutine.create(body)
print(coroutine.resume(co, true))
print(coroutine.close(co), coroutine.status(co))
co = coroutine.create(body)
print(coroutine.resume(co))
print(coroutine.close(co))
print(coroutine.resume(co))
print(pcall(coroutine.wrap(body), true))
print(pcall(body, true))
local outer = coroutine.wrap(function()
  local x <close> = setmetatable({}, {__close = function() coroutine.yield("closing") print("closed") end})
  return "body"
end)
print(outer())
print(outer())
