--- Times are seconds since 1970 (UTC), durations are seconds; both may have fractions.
local time = {}

local zones = zones
local units = { d = 86400, h = 3600, m = 60, s = 1, ms = 0.001 }

-- Days from 1970-01-01 to a date of the proleptic Gregorian calendar.
local function days(year, month, day)
  local y = month <= 2 and year - 1 or year
  local era = y // 400
  local of_era = y - era * 400
  local of_year = (153 * (month + (month > 2 and -3 or 9)) + 2) // 5 + day - 1
  return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468
end

local month_lengths = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 }

local function length_of(year, month)
  local is_leap = year % 4 == 0 and (year % 100 ~= 0 or year % 400 == 0)
  return month == 2 and is_leap and 29 or month_lengths[month]
end

-- Seconds east of UTC of a zone that has one offset: `"Z"`, `"UTC"`, `"+08:00"`; nil for others.
local function fixed_offset(zone)
  if zone == nil or zone == "Z" or zone == "UTC" then return 0 end
  local sign, hours, minutes = zone:match("^([+-])(%d%d):?(%d%d)$")
  if not sign then return nil end
  local offset = tonumber(hours) * 3600 + tonumber(minutes) * 60
  return sign == "-" and -offset or offset
end

-- Seconds east of UTC at a time.
local function offset_at(seconds, zone)
  local offset, reason = fixed_offset(zone), nil
  if not offset then offset, reason = zones.offset(zone, math.floor(seconds)) end
  return offset or error(reason, 3)
end

-- `+08:00`
local function offset_text(offset)
  local minutes = math.abs(offset) // 60
  return ("%s%02d:%02d"):format(offset < 0 and "-" or "+", minutes // 60, minutes % 60)
end

-- The time at which the clocks of a zone show what counts as UTC in `seconds`.
local function from_local(seconds, zone)
  local offset = fixed_offset(zone)
  if offset then return math.tointeger(seconds - offset) or seconds - offset end
  local whole = math.floor(seconds)
  local moment, reason = zones.moment(zone, whole)
  if not moment then return nil, reason end
  return math.tointeger(moment + seconds - whole) or moment + seconds - whole
end

--- The time that an ISO 8601 text names; nil and a reason when it names none. A text that names no
--- zone itself is in the one given: where its clocks show the time twice, the first is meant; where
--- they skip it, the moment right after the gap.
---
---     time.parse("1970-01-02T00:00:00Z")  --> 86400
---     time.parse("2026-01-01T08:00:00+08:00") == time.parse("2026-01-01")  --> true
---     time.text(time.parse("2026-07-01T08:00", "Europe/Berlin"))  --> "2026-07-01T06:00:00Z"
---@param text string `2026-01-31`, `2026-01-31T12:00:00Z`, `…12:00:00.5+08:00`
---@param zone? string of a text without: `"Europe/Berlin"`, `"+08:00"`
---@return number? seconds
---@return string? reason
function time.parse(text, zone)
  local year, month, day, rest = text:match("^(%d%d%d%d)-(%d%d)-(%d%d)(.*)$")
  if not year then return nil, ("%q is not a time such as 2026-01-31T12:00:00Z"):format(text) end
  year, month, day = math.tointeger(year), math.tointeger(month), math.tointeger(day)
  if month < 1 or month > 12 or day < 1 or day > length_of(year, month) then
    return nil, ("%q names no day of the calendar"):format(text)
  end
  local seconds = days(year, month, day) * 86400
  if rest == "" then return from_local(seconds, zone) end
  local hour, minute, second, own = rest:match("^[T ](%d%d):(%d%d):(%d%d%.?%d*)(.*)$")
  if not hour then hour, minute, own = rest:match("^[T ](%d%d):(%d%d)(.*)$") end
  if not hour or own == "" and not zone then
    return nil, ("%q lacks a time of day, or its zone (Z, +08:00)"):format(text)
  end
  hour, minute, second = math.tointeger(hour), math.tointeger(minute), tonumber(second or 0)
  if hour > 23 or minute > 59 or second >= 61 then
    return nil, ("%q names no time of day"):format(text)
  end
  if own ~= "" and not fixed_offset(own) then
    return nil, ("%q has no zone such as Z or +08:00"):format(text)
  end
  return from_local(seconds + hour * 3600 + minute * 60 + second, own ~= "" and own or zone)
end

--- A time as ISO 8601 text, in UTC or in the zone given.
---
---     time.text(86400)  --> "1970-01-02T00:00:00Z"
---     time.text(0, "+08:00")  --> "1970-01-01T08:00:00+08:00"
---     time.text(0, "Europe/Berlin")  --> "1970-01-01T01:00:00+01:00"
---@param seconds number
---@param zone? string `"Z"`, an offset such as `"+08:00"`, or a name such as `"Europe/Berlin"`
---@return string
function time.text(seconds, zone)
  local offset = offset_at(seconds, zone)
  local suffix = fixed_offset(zone) == 0 and "Z" or offset_text(offset)
  return os.date("!%Y-%m-%dT%H:%M:%S", math.floor(seconds + offset)) .. suffix
end

--- The seconds of a duration, which may be a number already; nil and a reason when it is none.
---
---     time.duration("1h30m")  --> 5400
---     time.duration("250ms")  --> 0.25
---     time.duration(90)  --> 90
---@param value string|number
---@return number? seconds
---@return string? reason
function time.duration(value)
  if type(value) == "number" then return value end
  local total, stop, count = 0, 1, 0
  while stop <= #value do
    local first, last, number, unit = value:find("^(%d+%.?%d*)(%l+)", stop)
    if not first or not units[unit] then break end
    total, stop, count = total + tonumber(number) * units[unit], last + 1, count + 1
  end
  if count == 0 or stop <= #value then
    return nil, ("%q is not a duration such as 90s, 10m or 1h30m"):format(value)
  end
  return math.tointeger(total) or total
end

--- A duration as people read it, of at most two units.
---
---     time.duration_text(5400)  --> "1h30m"
---     time.duration_text(90061)  --> "1d1h"
---     time.duration_text(0.25)  --> "250ms"
---@param seconds number
---@return string
function time.duration_text(seconds)
  if not (seconds > -2 ^ 63 and seconds < 2 ^ 63) then error(("%s is too long a duration"):format(seconds), 2) end
  if seconds < 0 then return "-" .. time.duration_text(-seconds) end
  if seconds < 1 and seconds > 0 then return ("%dms"):format(math.floor(seconds * 1000 + 0.5)) end
  local rest, parts = math.floor(seconds), {}
  for _, unit in ipairs({ "d", "h", "m", "s" }) do
    local count = rest // units[unit]
    rest = rest % units[unit]
    if count > 0 and #parts < 2 then parts[#parts + 1] = ("%d%s"):format(count, unit) end
  end
  return #parts == 0 and "0s" or table.concat(parts)
end

--- How many seconds ago a time was, by the run's clock.
---@param text string as `time.parse` takes it
---@return number? seconds
---@return string? reason
function time.since(text)
  local moment, reason = time.parse(text)
  if not moment then return nil, reason end
  return os.time() - moment
end

return time
