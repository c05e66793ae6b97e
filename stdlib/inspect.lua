--- Values as text that people read and Lua would read back: tables with their keys in order, on one
--- line where they are short.
local inspect = {}

local words = {}
for word in
  ("and break do else elseif end false for function goto if in local nil not or repeat return then true until while"):gmatch("%a+")
do
  words[word] = true
end

-- Numbers before texts before the rest, each in its own order.
local function before(a, b)
  local kind_a, kind_b = type(a), type(b)
  if kind_a ~= kind_b then return kind_a < kind_b end
  if kind_a == "number" or kind_a == "string" then return a < b end
  return tostring(a) < tostring(b)
end

local function quoted(s)
  local text = ("%q"):format(s)
  text = text:gsub("\\\n", "\\n"):gsub("\\9", "\\t"):gsub("\\13", "\\r")
  return text
end

local function key_text(key)
  if type(key) == "string" then
    if key:find("^[%a_][%w_]*$") and not words[key] then return key end
    return "[" .. quoted(key) .. "]"
  end
  return "[" .. tostring(key) .. "]"
end

local render

local function fields_of(value, width, indent, seen, depth)
  local parts, count = {}, #value
  for index = 1, count do
    parts[index] = render(value[index], width, indent, seen, depth)
  end
  local keys = {}
  for key in pairs(value) do
    local is_element = math.type(key) == "integer" and key >= 1 and key <= count
    if not is_element then keys[#keys + 1] = key end
  end
  table.sort(keys, before)
  for _, key in ipairs(keys) do
    parts[#parts + 1] = key_text(key) .. " = " .. render(value[key], width, indent, seen, depth)
  end
  return parts
end

local function table_text(value, width, indent, seen, depth)
  if seen[value] then return "<the table above>" end
  if depth == 0 then return "{ … }" end
  seen[value] = true
  local inner = indent .. "  "
  local parts = fields_of(value, width, inner, seen, depth - 1)
  seen[value] = nil
  if #parts == 0 then return "{}" end
  local line = "{ " .. table.concat(parts, ", ") .. " }"
  if #indent + #line <= width and not line:find("\n", 1, true) then return line end
  return "{\n" .. inner .. table.concat(parts, ",\n" .. inner) .. ",\n" .. indent .. "}"
end

function render(value, width, indent, seen, depth)
  if type(value) == "string" then return quoted(value) end
  local metatable = type(value) == "table" and getmetatable(value)
  local has_text = type(metatable) == "table" and metatable.__tostring
  if type(value) ~= "table" or has_text then return tostring(value) end
  return table_text(value, width, indent, seen, depth)
end

--- The text of a value. Tables that are longer than a line take one line a field; what holds itself
--- is named, not followed.
---
---     inspect.text({ b = 1, a = { "x", "y" } })  --> '{ a = { "x", "y" }, b = 1 }'
---@param value any
---@param options? { width?: integer, depth?: integer } columns of a line (80), levels shown (16)
---@return string
function inspect.text(value, options)
  options = options or {}
  return render(value, options.width or 80, "", {}, options.depth or 16)
end

--- Whether two values are equal by what they hold: tables field by field, the rest by `==`.
---
---     inspect.same({ a = { 1, 2 } }, { a = { 1, 2 } })  --> true
---@param a any
---@param b any
---@return boolean
function inspect.same(a, b)
  if rawequal(a, b) or a == b then return true end
  if type(a) ~= "table" or type(b) ~= "table" then return false end
  for key, value in pairs(a) do
    if not inspect.same(value, b[key]) then return false end
  end
  for key in pairs(b) do
    if a[key] == nil then return false end
  end
  return true
end

return inspect
