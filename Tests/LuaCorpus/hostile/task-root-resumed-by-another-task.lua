-- expect: ok; time 2s
-- While a host function waits, what it calls back must not go on with the coroutine that waits.
local main = coroutine.running()
local answer = host.call(function()
  assert(coroutine.status(main) == "normal")
  local ok, message = coroutine.resume(main, "forged")
  assert(not ok and message == "cannot resume non-suspended coroutine", message)
  ok, message = pcall(coroutine.close, main)
  assert(not ok and message:find("cannot close a normal coroutine"), message)
  host.sleep(1)
  assert(not coroutine.resume(main, "forged again"))
  return "true"
end)
assert(answer == "true" and host.echo("works") == "works")
