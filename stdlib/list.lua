--- Lists: plain tables with elements 1 to n. No function changes the list that it is given.
local list = {}

local function check(value, name, position)
  if type(value) ~= "table" then
    error(("bad argument #%d to 'list.%s' (table expected, got %s)"):format(position, name, type(value)), 3)
  end
end

--- A list of `fn(element, index)` for each element, in order; nil results are left out.
---
---     list.map({ 1, 2 }, function(n) return n * 2 end)  --> { 2, 4 }
---@generic T, U
---@param items T[]
---@param fn fun(item: T, index: integer): U?
---@return U[]
function list.map(items, fn)
  check(items, "map", 1)
  local result = {}
  for index, item in ipairs(items) do
    result[#result + 1] = fn(item, index)
  end
  return result
end

--- The elements for which `fn(element, index)` is true, in order.
---
---     list.filter({ 1, 2, 3 }, function(n) return n > 1 end)  --> { 2, 3 }
---@generic T
---@param items T[]
---@param fn fun(item: T, index: integer): boolean?
---@return T[]
function list.filter(items, fn)
  check(items, "filter", 1)
  local result = {}
  for index, item in ipairs(items) do
    if fn(item, index) then result[#result + 1] = item end
  end
  return result
end

--- Whether the list holds a value that is equal (`==`) to this one.
---
---     list.contains({ "a", "b" }, "b")  --> true
---@param items any[]
---@param value any
---@return boolean
function list.contains(items, value)
  check(items, "contains", 1)
  for _, item in ipairs(items) do
    if item == value then return true end
  end
  return false
end

--- The elements without those that `others` holds too, in order.
---
---     list.without({ "a", "b", "c" }, { "b" })  --> { "a", "c" }
---@generic T
---@param items T[]
---@param others T[]
---@return T[]
function list.without(items, others)
  check(items, "without", 1)
  check(others, "without", 2)
  return list.filter(items, function(item) return not list.contains(others, item) end)
end

return list
