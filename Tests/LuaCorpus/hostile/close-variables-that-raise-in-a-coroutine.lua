-- expect: ok
local order = {}
local function closer(name, failure)
  return setmetatable({}, {__close = function(_, err)
    order[#order + 1] = name .. ":" .. tostring(err)
    if failure then error(failure, 0) end
  end})
end
local co = coroutine.create(function()
  local a <close> = closer("a", "from a")
  local b <close> = closer("b")
  local c <close> = closer("c", "from c")
  error("body", 0)
end)
local went, err = coroutine.resume(co)
assert(not went and err == "body", tostring(err))
local closed, final = coroutine.close(co)
assert(closed == false and final == "from a", tostring(final))
assert(table.concat(order, " ") == "c:body b:from c a:from c", table.concat(order, " "))
assert(coroutine.status(co) == "dead")
