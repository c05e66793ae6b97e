--- What an interactive session does in Lua: it keeps the results of entries in `_`, `_1`, `_2` …,
--- and describes values so that the host can show them. Values are only read raw: nothing that a
--- script attached to them runs.
local console = {}

local getmetatable, next, rawget, rawlen, rawset = getmetatable, next, rawget, rawlen, rawset
local select, tostring, type = select, tostring, type
local math_type, pcall, sort, sub = math.type, pcall, table.sort, string.sub
local concat, require = table.concat, require
local json, unpack = json, table.unpack

-- How many results stay under a name of their own.
local kept = 100
local count = 0

---@class console.Limits
---@field elements integer of the outermost list
---@field inner integer elements and fields of what lies inside
---@field depth integer tables inside each other
---@field length integer bytes of a string
---@field values integer in all
---@field is_json boolean? each value as its JSON text instead

local order = { number = 1, string = 2, boolean = 3 }

local function before(left, right)
  local left_type, right_type = type(left), type(right)
  if left_type ~= right_type then return (order[left_type] or 4) < (order[right_type] or 4) end
  if left_type == "number" or left_type == "string" then return left < right end
  return tostring(left) < tostring(right)
end

-- The keys behind the elements, in order.
local function keys_of(value, elements)
  local keys = {}
  for key in next, value do
    local is_element = math_type(key) == "integer" and key >= 1 and key <= elements
    if not is_element then keys[#keys + 1] = key end
  end
  sort(keys, before)
  return keys
end

--- Describes values as one flat list: for each a word that says what it is, and what belongs to it.
---@param is_error fun(value: any): boolean whether it is an error object
---@param limits console.Limits
---@return any[]
local function describe(is_error, limits, ...)
  local list, size, open, left = {}, 0, {}, limits.values
  local describe_value

  local function put(value)
    size = size + 1
    list[size] = value
  end

  local function describe_table(value, depth)
    local elements = rawlen(value)
    local keys = keys_of(value, elements)
    local most = depth == 0 and limits.elements or limits.inner
    if depth >= limits.depth or left <= 0 then most = 0 end
    local shown, named = elements < most and elements or most, #keys < limits.inner and #keys or limits.inner
    if most == 0 then named = 0 end
    put "table"
    put(elements)
    put(shown)
    put(#keys)
    put(named)
    open[value] = true
    for i = 1, shown do describe_value(rawget(value, i), depth + 1) end
    for i = 1, named do
      describe_value(keys[i], depth + 1)
      describe_value(rawget(value, keys[i]), depth + 1)
    end
    open[value] = nil
  end

  function describe_value(value, depth)
    left = left - 1
    local kind = type(value)
    if kind == "string" then
      put "string"
      put(#value)
      put(sub(value, 1, limits.length))
    elseif kind == "table" then
      if open[value] then
        put "cycle"
      elseif getmetatable(value) == false and rawget(value, "disposition") and is_error(value) then
        put "error"
        put(value)
      else
        describe_table(value, depth)
      end
    elseif kind == "function" or kind == "thread" then
      put "other"
      put(tostring(value))
    else
      put "value"
      put(value)
    end
  end

  for i = 1, select("#", ...) do describe_value((select(i, ...)), 0) end
  return list
end

-- What has a JSON form in the place of a value that has none: its name in angle brackets.
local function plain(value, open)
  local kind = type(value)
  if kind == "function" or kind == "thread" or kind == "userdata" then return "<" .. tostring(value) .. ">" end
  if kind == "number" and (value ~= value or value == math.huge or value == -math.huge) then return tostring(value) end
  if kind ~= "table" then return value end
  if open[value] then return "<cycle>" end
  open[value] = true
  local copy = {}
  local is_list = #keys_of(value, rawlen(value)) == 0
  for key, field in next, value do
    rawset(copy, is_list and key or tostring(key), plain(field, open))
  end
  open[value] = nil
  return copy
end

local function encoded(value)
  local is_encoded, text = pcall(json.encode, value, { indent = 2 })
  return is_encoded and text or json.encode(plain(value, {}), { indent = 2 })
end

-- Leaves the first result under `_` and under its number, which it answers; 0 for none.
local function keep(first)
  if first == nil then return 0 end
  count = count + 1
  rawset(_G, "_", first)
  rawset(_G, "_" .. count, first)
  rawset(_G, "_" .. count - kept, nil)
  return count
end

local function finish(is_error, limits, ...)
  local number, n, values = keep((...)), select("#", ...), { ... }
  if limits.is_json then
    for i = 1, n do values[i] = encoded(values[i]) end
  end
  return number, n, describe(is_error, limits, unpack(values, 1, n))
end

local function finish_expression(is_error, limits, _, ...)
  return finish(is_error, limits, ...)
end

--- Runs an entry that was compiled, keeps its results and describes them.
---@param entry fun(): ...: any
---@param is_error fun(value: any): boolean
---@param limits console.Limits
---@param is_expression boolean? its values come behind a nil
---@return integer number of the result, 0 for none
---@return integer count of the values described
---@return any[] description
function console.run(entry, is_error, limits, is_expression)
  if is_expression then return finish_expression(is_error, limits, entry()) end
  return finish(is_error, limits, entry())
end

-- What a parameter is that nobody gave, as a run would have it.
local function default(parameter)
  if parameter.default == nil then return parameter.type == "list" and {} or nil end
  -- Most sessions need no times.
  return parameter.type == "duration" and require("time").duration(parameter.default) or parameter.default
end

--- The global `runbook` of a session: what a pasted runbook declares gets its defaults, and what it
--- must have, and a session has no flags for, is asked for.
---@param manifest table
function console.runbook(manifest)
  if type(manifest) ~= "table" then error("runbook takes a table", 2) end
  local missing = {}
  for name, parameter in next, manifest.parameters or {} do
    if type(parameter) == "table" then
      if _G.args[name] == nil then _G.args[name] = default(parameter) end
      if _G.args[name] == nil and parameter.required then missing[#missing + 1] = name .. " = …" end
    end
  end
  if #missing == 0 then return end
  sort(missing)
  error("a session has no flags: enter  args = { " .. concat(missing, ", ") .. " }  and then this again", 0)
end

return console
