--- Calls again what failed for a while. Lunette repeats calls by itself where it knows that to be
--- safe; this is for whole pieces of a runbook.
local retry = {}

local expect = require "expect"
local time = require "time"

local function is_retryable(err)
  if type(err) == "string" then return false end
  return err.retryable == true
end

--- What the function returns; when it raises, it is called again after a pause that doubles each
--- time. What it raised last is raised when no attempt is left, or when it is not worth another one.
---
---     local calls = 0
---     retry.call(function()
---       calls = calls + 1
---       if calls < 3 then error({ retryable = true }) end
---       return calls
---     end, { pause = "1ms" })  --> 3
---@param fn fun(attempt: integer): any
---@param options? { attempts?: integer, pause?: string|number, most?: string|number, when?: fun(err: any): boolean } attempts (5), first pause (1s), longest pause (1m), what is worth another try (`err.retryable`)
---@return any
function retry.call(fn, options)
  expect.func(fn, "fn")
  options = expect.options(options, { "attempts", "pause", "most", "when" })
  local attempts = expect.integer(options.attempts or 5, "attempts", 1)
  local pause = assert(time.duration(options.pause or "1s"))
  local most = assert(time.duration(options.most or "1m"))
  local when = options.when or is_retryable
  for attempt = 1, attempts do
    local results = table.pack(pcall(fn, attempt))
    if results[1] then return table.unpack(results, 2, results.n) end
    if attempt == attempts or not when(results[2]) then error(results[2], 0) end
    sleep(pause)
    pause = math.min(pause * 2, most)
  end
end

return retry
