--- Waits for what only a look can tell. For states of instances and interfaces, and for membership,
--- there is `ecs.wait`, which fails at once where the state cannot come.
local wait = {}

local expect = require "expect"
local time = require "time"

--- The first true result of the function, which is called until it has one; nil and a reason when the
--- time is over.
---
---     local looks = 0
---     wait.result(function()
---       looks = looks + 1
---       return looks == 3 and "there"
---     end, { every = "1ms" })  --> "there"
---@generic T
---@param fn fun(): T?
---@param options? { timeout?: string|number, every?: string|number } how long (5m), how often (5s)
---@return T?
---@return string? reason
function wait.result(fn, options)
  expect.func(fn, "fn")
  options = expect.options(options, { "timeout", "every" })
  local timeout = assert(time.duration(options.timeout or "5m"))
  local every = assert(time.duration(options.every or "5s"))
  local waited = 0
  while true do
    local result = fn()
    if result then return result end
    if waited + every > timeout then
      return nil, "nothing came within " .. time.duration_text(timeout)
    end
    sleep(every)
    waited = waited + every
  end
end

return wait
