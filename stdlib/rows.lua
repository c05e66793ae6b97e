--- Rows of like tables as text that people read: columns in line, with their names on top.
local rows = {}

local expect = require "expect"

local function width_of(text)
  return utf8.len(text) or #text
end

local function cell(value)
  if value == nil then return "-" end
  if type(value) == "table" then
    local texts = {}
    for index, item in ipairs(value) do texts[index] = tostring(item) end
    return table.concat(texts, ", ")
  end
  return (tostring(value):gsub("[\r\n\t]+", " "))
end

--- The text of rows, these columns of each. Lists are written with commas, what is missing as `-`.
---
---     rows.text({ { id = "i-1", groups = { "a", "b" } } }, { "id", "groups" })
---       --> "id   groups\ni-1  a, b\n"
---@param list table[]
---@param columns string[]
---@return string
function rows.text(list, columns)
  expect.table(list, "list")
  expect.table(columns, "columns")
  local lines, widths = { columns }, {}
  for _, row in ipairs(list) do
    local cells = {}
    for index, name in ipairs(columns) do cells[index] = cell(row[name]) end
    lines[#lines + 1] = cells
  end
  for _, cells in ipairs(lines) do
    for index, text in ipairs(cells) do widths[index] = math.max(widths[index] or 0, width_of(text)) end
  end
  local texts = {}
  for number, cells in ipairs(lines) do
    local parts = {}
    for index, text in ipairs(cells) do
      local is_last = index == #cells
      parts[index] = is_last and text or text .. (" "):rep(widths[index] - width_of(text))
    end
    texts[number] = table.concat(parts, "  ") .. "\n"
  end
  return table.concat(texts)
end

--- How many rows there are of each value of a column.
---
---     rows.count({ { s = "a" }, { s = "b" }, { s = "a" } }, "s")  --> { a = 2, b = 1 }
---@param list table[]
---@param column string
---@return table<any, integer>
function rows.count(list, column)
  expect.table(list, "list")
  local counts = {}
  for _, row in ipairs(list) do
    local value = row[column]
    if value ~= nil then counts[value] = (counts[value] or 0) + 1 end
  end
  return counts
end

return rows
