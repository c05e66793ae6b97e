--- Comma-separated values, as RFC 4180 has them: quotes around what holds a separator, a quote or a
--- line's end, quotes within doubled.
local csv = {}

local expect = require "expect"

-- Reads one field that begins at `start`: its value, and where it ends.
local function field_at(text, start, separator)
  if text:sub(start, start) ~= '"' then
    local stop = text:find("[" .. separator .. "\r\n]", start) or #text + 1
    return text:sub(start, stop - 1), stop
  end
  local parts, from = {}, start + 1
  while true do
    local quote = text:find('"', from, true)
    if not quote then return nil, start end
    parts[#parts + 1] = text:sub(from, quote - 1)
    if text:sub(quote + 1, quote + 1) ~= '"' then return table.concat(parts), quote + 1 end
    parts[#parts + 1] = '"'
    from = quote + 2
  end
end

local function rows_of(text, separator)
  local rows, row, position, line = {}, {}, 1, 1
  while position <= #text do
    local value, stop = field_at(text, position, separator)
    if not value then return nil, ("line %d: a quote is not closed"):format(line) end
    row[#row + 1] = value
    local mark = text:sub(stop, stop)
    if mark == separator then
      position = stop + 1
      if position > #text then row[#row + 1] = "" end
    elseif mark == "" or mark == "\r" or mark == "\n" then
      rows[#rows + 1], row, line = row, {}, line + 1
      position = stop + (text:sub(stop, stop + 1) == "\r\n" and 2 or 1)
    else
      return nil, ("line %d: text behind a closing quote"):format(line)
    end
  end
  if #row > 0 then rows[#rows + 1] = row end
  return rows
end

--- The rows of a text: tables by the names in its first row, or plain lists with `header = false`.
--- nil and a reason where a quote is wrong.
---
---     csv.parse("id,group\ni-1,sg-1\n")  --> { { id = "i-1", group = "sg-1" } }
---     csv.parse("a;b", { header = false, separator = ";" })  --> { { "a", "b" } }
---@param text string
---@param options? { header?: boolean, separator?: string }
---@return table[]? rows
---@return string? reason
function csv.parse(text, options)
  expect.text(text, "text")
  options = expect.options(options, { "header", "separator" })
  local rows, reason = rows_of(text:gsub("^\239\187\191", ""), options.separator or ",")
  if not rows or options.header == false then return rows, reason end
  local header, records = rows[1] or {}, {}
  for index = 2, #rows do
    local record = {}
    for column, name in ipairs(header) do record[name] = rows[index][column] or "" end
    records[#records + 1] = record
  end
  return records
end

local function quoted(value)
  local text = value == nil and "" or tostring(value)
  -- A spreadsheet would take these for formulas.
  if text:find("^[=+@\t\r]") or text:find("^%-[^%d]") then text = "'" .. text end
  if text:find('[",\r\n]') then return '"' .. text:gsub('"', '""') .. '"' end
  return text
end

--- The text of rows, with these columns of each and a first row that names them.
---
---     csv.text({ { id = "i-1", note = "a, b" } }, { "id", "note" })  --> 'id,note\ni-1,"a, b"\n'
---@param rows table[]
---@param columns string[]
---@return string
function csv.text(rows, columns)
  expect.table(rows, "rows")
  expect.table(columns, "columns")
  local lines = {}
  local function add(values)
    local cells = {}
    for index = 1, #columns do cells[index] = quoted(values(columns[index])) end
    lines[#lines + 1] = table.concat(cells, ",") .. "\n"
  end
  add(function(name) return name end)
  for _, row in ipairs(rows) do
    add(function(name) return row[name] end)
  end
  return table.concat(lines)
end

return csv
