-- expect: ok; time 2s
local waiting, between, wrapped
waiting = coroutine.create(function()
  local got = host.call(function()
    for _, each in ipairs { waiting, between } do
      assert(coroutine.status(each) == "normal")
      local ok, message = coroutine.resume(each, "forged")
      assert(not ok and message == "cannot resume non-suspended coroutine")
      assert(not pcall(coroutine.close, each))
    end
    local ok, message = pcall(wrapped, "forged")
    assert(not ok and message:find("non%-suspended"))
    return "true"
  end)
  return coroutine.yield(got)
end)
between = coroutine.create(function() return coroutine.resume(waiting) end)
wrapped = coroutine.wrap(function() return coroutine.resume(between) end)
local ok, second, got = wrapped()
assert(ok and second and got == "true")
-- Its own yield is a script's again.
assert(coroutine.status(waiting) == "suspended")
local _, last = coroutine.resume(waiting, "last")
assert(last == "last" and coroutine.status(waiting) == "dead")
