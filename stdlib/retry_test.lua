local retry = require "retry"

local function fails(times, err)
  local calls = 0
  return function()
    calls = calls + 1
    if calls <= times then error(err, 0) end
    return calls
  end
end

return {
  ["what is retryable is called again"] = function()
    test.equal(retry.call(fails(2, { retryable = true }), { pause = 0 }), 3)
  end,
  ["what is not is raised at once"] = function()
    local err = test.raises(function() retry.call(fails(1, "broken"), { pause = 0 }) end)
    test.equal(err, "broken")
  end,
  ["the last error is raised when no attempt is left"] = function()
    local err = test.raises(function()
      retry.call(fails(9, { retryable = true, code = "Busy" }), { attempts = 3, pause = 0 })
    end)
    test.equal(err.code, "Busy")
  end,
  ["the caller may say what is worth another try"] = function()
    local result = retry.call(fails(1, "odd"), { pause = 0, when = function(err) return err == "odd" end })
    test.equal(result, 2)
  end,
  ["pauses double, by the run's clock"] = function()
    local run = test.world {}:eval([[
      local start = os.time()
      local calls = 0
      require("retry").call(function()
        calls = calls + 1
        if calls < 4 then error({ retryable = true }) end
      end, { pause = "10s" })
      return os.time() - start]])
    test.equal(run.result, 70)
  end,
}
