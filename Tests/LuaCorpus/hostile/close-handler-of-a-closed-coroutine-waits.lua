-- expect: ok; time 2s
local co = coroutine.create(function()
  local held <close> = setmetatable({}, {__close = function() host.sleep(1) end})
  coroutine.yield()
end)
coroutine.resume(co)
local ok, message = coroutine.close(co)
assert(not ok and message:find("has to wait"), message)
-- The stop of a scope by an error may wait, though.
local order = {}
pcall(function()
  local a <close> = setmetatable({}, {__close = function() host.sleep(1) order[#order + 1] = "a" end})
  local b <close> = setmetatable({}, {__close = function() host.sleep(1) order[#order + 1] = "b" error("b", 0) end})
  error("c", 0)
end)
assert(table.concat(order) == "ba")
