local work = work

--- Does something once: a run that is resumed has the result of a step that was finished, and does
--- not do it again. Steps may hold steps and fleets. Each needs a name of its own within what it is
--- in; what it returns must be a JSON value, and comes back as one.
---
---     step("list members", function() return #state.members("sg-web") > 0 end)  --> true
---@generic T
---@param name string
---@param fn fun(): T
---@return T
local function step(name, fn)
  if type(name) ~= "string" or name == "" then
    error(("bad argument #1 to 'step' (a name expected, got %s)"):format(type(name)), 2)
  end
  if type(fn) ~= "function" then
    error(("bad argument #2 to 'step' (function expected, got %s)"):format(type(fn)), 2)
  end
  local raised, is_raised
  local done, result = work.step(name, function()
    local ok, value = pcall(fn)
    if not ok then raised, is_raised = value, true end
    return ok, value
  end)
  if done then return result end
  if is_raised then error(raised, 0) end
  error(result, 0)
end

return step
