local wait = require "wait"

return {
  ["the first true result comes back"] = function()
    local looks = 0
    local result = wait.result(function()
      looks = looks + 1
      return looks > 2 and looks
    end, { every = 0.001 })
    test.equal(result, 3)
  end,
  ["time runs by the run's clock, and ends"] = function()
    local run = test.world {}:eval([[
      local start = os.time()
      local result, reason = require("wait").result(function() end, { timeout = "1m", every = "10s" })
      return { result == nil, reason, os.time() - start }]])
    test.equal(run.result, { true, "nothing came within 1m", 60 })
  end,
}
