--- Tests of runbooks, for `lunette test`. A test file returns a table in which every function is a
--- test; a test passes when it returns, and fails when it raises.
---
--- A world is an emulator of the test's own: it is reached over signed HTTP, keeps its own clock, and
--- nothing of it is left when the test ends.
local test = {}

local inspect = require "inspect"
local host = test_host

-- The longest common subsequence of two lists of lines, as marks: what to keep, take out, put in.
local function difference(wanted, came)
  local lengths = {}
  for i = #wanted + 1, 1, -1 do
    lengths[i] = {}
    for j = #came + 1, 1, -1 do
      if i > #wanted or j > #came then
        lengths[i][j] = 0
      elseif wanted[i] == came[j] then
        lengths[i][j] = lengths[i + 1][j + 1] + 1
      else
        lengths[i][j] = math.max(lengths[i + 1][j], lengths[i][j + 1])
      end
    end
  end
  local lines, i, j = {}, 1, 1
  while i <= #wanted or j <= #came do
    if i <= #wanted and j <= #came and wanted[i] == came[j] then
      lines[#lines + 1], i, j = "  " .. wanted[i], i + 1, j + 1
    elseif i <= #wanted and (j > #came or lengths[i + 1][j] >= lengths[i][j + 1]) then
      lines[#lines + 1], i = "- " .. wanted[i], i + 1
    else
      lines[#lines + 1], j = "+ " .. came[j], j + 1
    end
  end
  return lines
end

local function lines_of(text)
  local lines = {}
  for line in (text .. "\n"):gmatch("(.-)\n") do lines[#lines + 1] = line end
  return lines
end

local function fail_with(what, wanted, came)
  local lines = difference(
    lines_of(inspect.text(wanted, { width = 60 })), lines_of(inspect.text(came, { width = 60 })))
  error(what .. " (- wanted, + came)\n" .. table.concat(lines, "\n"), 3)
end

--- Fails unless both are equal by what they hold.
---
---     test.equal({ 1, { a = 2 } }, { 1, { a = 2 } })
---@param actual any
---@param expected any
---@param what? string what is compared, for the message
function test.equal(actual, expected, what)
  if not inspect.same(actual, expected) then
    fail_with((what or "the values") .. " differ", expected, actual)
  end
end

-- The part of a value that a pattern speaks of.
local function part(value, pattern)
  if type(value) ~= "table" or type(pattern) ~= "table" then return value end
  local found = {}
  if #pattern > 0 or next(pattern) == nil then
    for index, item in ipairs(value) do found[index] = part(item, pattern[index]) end
    return found
  end
  for key, wanted in pairs(pattern) do found[key] = part(value[key], wanted) end
  return found
end

--- Fails unless the value has all that is expected: fields that are not named may be anything.
--- Lists are compared element by element.
---
---     test.matches({ exit_code = 0, changes = {}, result = 5 }, { exit_code = 0, changes = {} })
---@param actual any
---@param expected any
---@param what? string
function test.matches(actual, expected, what)
  local found = part(actual, expected)
  if not inspect.same(found, expected) then
    fail_with((what or "the values") .. " differ", expected, found)
  end
end

--- Fails unless both lists hold the same texts or numbers, in whatever order.
---
---     test.same_items({ "b", "a" }, { "a", "b" })
---@param actual any[]
---@param expected any[]
---@param what? string
function test.same_items(actual, expected, what)
  local function sorted(list)
    local copy = table.move(list, 1, #list, 1, {})
    table.sort(copy, function(a, b) return tostring(a) < tostring(b) end)
    return copy
  end
  if type(actual) ~= "table" then fail_with((what or "the list") .. " is none", expected, actual) end
  if not inspect.same(sorted(actual), sorted(expected)) then
    fail_with((what or "the lists") .. " differ", sorted(expected), sorted(actual))
  end
end

--- Fails unless the text, or one of the list's texts, has this part.
---
---     test.contains("left sg-web", "sg-web")
---     test.contains({ "one", "two" }, "tw")
---@param actual string|string[]
---@param expected string plain text
function test.contains(actual, expected)
  for _, text in ipairs(type(actual) == "table" and actual or { actual }) do
    if tostring(text):find(expected, 1, true) then return end
  end
  fail_with("the text is not in there", expected, actual)
end

--- What the function raises; fails when it raises nothing, or something without this part. An error
--- object is asked for its code as well.
---
---     test.raises(function() error("no such file") end, "such")
---@param fn function
---@param expected? string plain text, or a code
---@return any err
function test.raises(fn, expected)
  local ok, err = pcall(fn)
  if ok then error("nothing was raised", 2) end
  local has_code = type(err) ~= "string" and err.code == expected
  if expected and not has_code and not tostring(err):find(expected, 1, true) then
    fail_with("something else was raised", expected, tostring(err))
  end
  return err
end

--- Fails, and says why.
---@param message string
function test.fail(message)
  error(message, 2)
end

-- MARK: Worlds

-- `{ "sg-web", ["sg-ops"] = { … } }` as the world file has it: a list of records with ids.
local function records(given, id_name, of_list)
  local list = {}
  for key, value in pairs(given or {}) do
    local record = {}
    if type(value) == "string" then
      record[id_name] = value
    elseif #value > 0 then
      record[of_list] = value
    else
      for name, field in pairs(value) do record[name] = field end
    end
    if type(key) == "string" then record[id_name] = key end
    list[#list + 1] = record
  end
  table.sort(list, function(a, b) return tostring(a[id_name]) < tostring(b[id_name]) end)
  return list
end

-- The groups that members name need no word of their own.
local function add_missing_groups(world)
  local known = {}
  for _, group in ipairs(world.security_groups) do known[group.security_group_id] = true end
  for _, name in ipairs({ "instances", "network_interfaces" }) do
    for _, member in ipairs(world[name]) do
      for _, id in ipairs(member.security_group_ids or {}) do
        if not known[id] then
          known[id] = true
          table.insert(world.security_groups, {
            security_group_id = id, region_id = member.region_id, vpc_id = member.vpc_id,
          })
        end
      end
    end
  end
end

local not_in_file = { contract = true, clock = true, now = true, region = true }

local function file_text(spec)
  local world = {}
  for name, value in pairs(spec) do
    if not not_in_file[name] then world[name] = value end
  end
  world.security_groups = records(spec.security_groups, "security_group_id", "permissions")
  world.instances = records(spec.instances, "instance_id", "security_group_ids")
  world.network_interfaces =
    records(spec.network_interfaces, "network_interface_id", "security_group_ids")
  add_missing_groups(world)
  for _, name in ipairs({ "security_groups", "instances", "network_interfaces" }) do
    json.array(world[name])
  end
  return json.encode(world)
end

---@class test.World
local World = {}
World.__index = World

--- A world for this test. Ids are keys: groups may be given by their ids alone, instances and
--- interfaces by their lists of groups; groups that they name need not be listed. Every other field
--- is the world file's (`lunette help world`): `faults`, `throttling`,
--- `delays`, `quotas`, `accounts`. Without an argument it is the standard world.
---
---     local world = test.world { instances = { ["i-1"] = { "sg-web", "sg-ops" } } }
---     test.equal(world:groups_of("i-1"), { "sg-web", "sg-ops" })
---@param spec? table also `contract = "seed"`, `clock = "real"`, `now = "2026-01-01T00:00:00Z"`, `region`
---@return test.World
function test.world(spec)
  local options = {}
  for name in pairs(not_in_file) do options[name] = spec and spec[name] end
  return setmetatable({ host = host.start(spec and file_text(spec) or "", options) }, World)
end

local function words_of(arguments)
  local words = {}
  local names = {}
  for name in pairs(arguments or {}) do names[#names + 1] = name end
  table.sort(names)
  for _, name in ipairs(names) do
    local value = arguments[name]
    local flag = "--" .. name:gsub("_", "-")
    for _, one in ipairs(type(value) == "table" and value or { value }) do
      words[#words + 1] = flag .. "=" .. tostring(one)
    end
  end
  return words
end

--- Runs a runbook, whose path is taken from the test's folder, and answers the report that
--- `lunette run --json` would print: `exit_code`, `exit_reason`, `result`, `error`, `changes`,
--- `failures`, `counts`, …; and `output`, the lines that it printed. `files` holds what the files of
--- its parameters of type `file` contain.
---@param file string
---@param arguments? table by the names of its parameters
---@param options? { allow?: string[], max_changes?: integer, time_limit?: string, environment?: table, files?: table<string, string> }
---@return table report
function World:run(file, arguments, options)
  return self.host:run(file, words_of(arguments), options)
end

--- Runs a piece of code as `lunette eval` does, and answers its report.
---
---     local run = test.world():eval("return #ecs.describe_regions().regions")
---     test.equal(run.exit_code, 0)
---@param code string
---@param options? { allow?: string[], max_changes?: integer, time_limit?: string }
---@return table report
function World:eval(code, options)
  return self.host:eval(code, options)
end

--- The whole world as its file has it.
---@return table
function World:state()
  return json.decode(self.host:state())
end

local function find(list, name, id)
  for _, one in ipairs(list or {}) do
    if one[name] == id then return one end
  end
end

--- An instance as the world has it; nil when it is gone.
---@param id string
---@return table?
function World:instance(id)
  return find(self:state().instances, "instance_id", id)
end

--- A security group as the world has it; nil when it is gone.
---@param id string
---@return table?
function World:security_group(id)
  return find(self:state().security_groups, "security_group_id", id)
end

--- A network interface as the world has it; nil when it is gone. A primary one is listed only where
--- there is more to say of it than its instance says.
---@param id string
---@return table?
function World:network_interface(id)
  return find(self:state().network_interfaces, "network_interface_id", id)
end

--- The groups that an instance, by its primary interface, or an interface is in.
---@param id string
---@return string[]? groups nil when it is gone
function World:groups_of(id)
  local state = self:state()
  local interface = find(state.network_interfaces, "network_interface_id", id)
  local instance = find(state.instances, "instance_id", id)
  if interface then return interface.security_group_ids end
  if not instance then return nil end
  if instance.security_group_ids then return instance.security_group_ids end
  for _, one in ipairs(state.network_interfaces or {}) do
    if one.instance_id == id and one.type == "Primary" then return one.security_group_ids end
  end
  return {}
end

--- The ids of who is in a group: instances by their primary interfaces, and interfaces.
---@param group string
---@return string[]
function World:members(group)
  local state, members = self:state(), {}
  for _, list in ipairs({ state.instances or {}, state.network_interfaces or {} }) do
    for _, one in ipairs(list) do
      for _, id in ipairs(one.security_group_ids or {}) do
        if id == group then members[#members + 1] = one.instance_id and one.security_group_ids and
          not one.network_interface_id and one.instance_id or one.network_interface_id end
      end
    end
  end
  return members
end

--- Every request that reached the world: `operation`, `parameters`, `code` where it was refused,
--- `status`, `rule`, `fault`, `at`.
---@param operation? string only those of this operation
---@return table[]
function World:calls(operation)
  local found = {}
  for _, call in ipairs(self.host:calls()) do
    if not operation or call.operation == operation then found[#found + 1] = call end
  end
  return found
end

--- Adds a fault, as the world file has them: `{ operation = "LeaveSecurityGroup", nth = 1, effect =
--- "error", code = "InternalError", status = 500 }`.
---@param fault table
function World:fault(fault)
  self.host:add_fault(json.encode({ faults = { fault } }))
end

--- Lets somebody else change the world: the function is given its state, and may change it.
---@param change fun(state: table)
function World:change(change)
  local state = self:state()
  change(state)
  self.host:replace(json.encode(state))
end

--- Lets the world's time pass.
---@param duration string `"10m"`
function World:advance(duration)
  self.host:advance(duration)
end

return test
