--- Checks of what a function is given: each returns the value, or raises a message that names it.
local expect = {}

local function refuse(name, wanted, value, level)
  local got = value == nil and "nothing" or type(value) == "string" and ("%q"):format(value) or tostring(value)
  if type(value) == "table" then got = "a table" end
  error(("%s must be %s, not %s"):format(name, wanted, got), level + 1)
end

local function of_type(kind, wanted)
  return function(value, name)
    if type(value) ~= kind then refuse(name, wanted, value, 2) end
    return value
  end
end

--- The value, if it is a text.
---
---     expect.text("sg-1", "group")  --> "sg-1"
---@param value any
---@param name string what to call it in the message
---@return string
function expect.text(value, name)
  return of_type("string", "a text")(value, name)
end

--- The value, if it is a table.
---
---     #expect.table({ 1, 2 }, "items")  --> 2
---@param value any
---@param name string
---@return table
function expect.table(value, name)
  return of_type("table", "a table")(value, name)
end

--- The value, if it is a function.
---
---     expect.func(print, "callback") == print  --> true
---@param value any
---@param name string
---@return function
function expect.func(value, name)
  return of_type("function", "a function")(value, name)
end

--- The value, if it is a whole number within bounds.
---
---     expect.integer(3, "count", 1, 10)  --> 3
---@param value any
---@param name string
---@param least? integer
---@param most? integer
---@return integer
function expect.integer(value, name, least, most)
  local whole = math.type(value) == "integer"
  if not whole or (least and value < least) or (most and value > most) then
    local bounds = least and (most and (" from %d to %d"):format(least, most) or (" from %d"):format(least)) or ""
    refuse(name, "an integer" .. bounds, value, 2)
  end
  return value
end

--- The value, if it matches a Lua pattern.
---
---     expect.pattern("sg-1", "group", "^sg%-")  --> "sg-1"
---@param value any
---@param name string
---@param pattern string
---@return string
function expect.pattern(value, name, pattern)
  if type(value) ~= "string" or not value:find(pattern) then
    refuse(name, "a text that matches " .. pattern, value, 2)
  end
  return value
end

--- The value, if it is one of these.
---
---     expect.one_of("stop", "on_error", { "stop", "continue" })  --> "stop"
---@generic T
---@param value T
---@param name string
---@param choices T[]
---@return T
function expect.one_of(value, name, choices)
  for _, choice in ipairs(choices) do
    if choice == value then return value end
  end
  local texts = {}
  for index, choice in ipairs(choices) do texts[index] = tostring(choice) end
  refuse(name, "one of " .. table.concat(texts, ", "), value, 2)
end

--- The options, if no other ones are among them; an empty table when there are none.
---
---     expect.options({ timeout = "5m" }, { "timeout", "every" }).timeout  --> "5m"
---@param options? table
---@param names string[]
---@return table
function expect.options(options, names)
  if options == nil then return {} end
  if type(options) ~= "table" then refuse("options", "a table", options, 2) end
  for name in pairs(options) do
    local known = false
    for _, one in ipairs(names) do known = known or one == name end
    if not known then
      error(("there is no option '%s' (there are: %s)"):format(name, table.concat(names, ", ")), 3)
    end
  end
  return options
end

return expect
