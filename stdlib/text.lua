--- Text: what the string library leaves out.
local text = {}

local function check(value, name, position)
  if type(value) ~= "string" then
    error(("bad argument #%d to 'text.%s' (string expected, got %s)"):format(position, name, type(value)), 3)
  end
end

--- The text without white space at either end.
---
---     text.trim("  a b ")  --> "a b"
---@param s string
---@return string
function text.trim(s)
  check(s, "trim", 1)
  return (s:match("^%s*(.-)%s*$"))
end

--- The parts between separators, which are plain text and not a pattern; empty parts count.
---
---     text.split("a,,b", ",")  --> { "a", "", "b" }
---@param s string
---@param separator string not empty
---@return string[]
function text.split(s, separator)
  check(s, "split", 1)
  check(separator, "split", 2)
  if separator == "" then error("bad argument #2 to 'text.split' (it must not be empty)", 2) end
  local parts, start = {}, 1
  while true do
    local first, last = s:find(separator, start, true)
    if not first then break end
    parts[#parts + 1] = s:sub(start, first - 1)
    start = last + 1
  end
  parts[#parts + 1] = s:sub(start)
  return parts
end

--- Whether the text begins so.
---
---     text.starts_with("sg-web", "sg-")  --> true
---@param s string
---@param prefix string
---@return boolean
function text.starts_with(s, prefix)
  check(s, "starts_with", 1)
  check(prefix, "starts_with", 2)
  return s:sub(1, #prefix) == prefix
end

return text
