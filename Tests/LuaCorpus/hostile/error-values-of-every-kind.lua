-- expect: ok
for _, value in ipairs {false, 1, {}, host.thing(), print, coroutine.create(print), json.null} do
  local ok, got = pcall(error, value) assert(not ok and got == value)
  ok, got = coroutine.resume(coroutine.create(error), value) assert(not ok and got == value)
  ok, got = pcall(coroutine.wrap(error), value) assert(not ok and got == value)
end
local ok, got = pcall(error) assert(not ok and got == nil)
