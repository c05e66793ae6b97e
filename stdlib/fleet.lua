--- Work on many things: item by item, so many at a time, each with an outcome of its own in the
--- report. A run that is resumed goes on with the items that were not finished.
local fleet = {}

local ecs, errors, work = ecs, errors, work

---@class fleet.Options
---@field name string? tells this fleet from others of the run; by default the place of the call
---@field key string|fun(item: any): string|nil an item's name: a field, or what a function says
---@field concurrency integer? how many items are under way at a time (8)
---@field rate number|string|nil items a second, or `"30/m"`
---@field on_error "stop"|"continue"|nil whether others begin after one failed (`"stop"`)
---@field max_failures integer? how many may fail before no other begins
---@field pending fun(item: any, index: integer): boolean? whether an item still needs something; by reads only
---@field canary integer? how many go first, alone
---@field batch integer? how many go together before `pause` and `check`
---@field pause number|string|nil how long to wait between batches, and after the canary
---@field check fun(done: integer, failed: integer, total: integer): boolean? whether to go on after them
---@field progress string|false|nil what the progress is called; false shows none, nor is one of a fleet in a fleet

---@class fleet.Failure
---@field key string
---@field index integer
---@field status "failed"|"denied"
---@field error any what the item raised

local function misuse(where, problem, ...)
  error(errors.new {
    kind = "invalid", code = "InvalidOptions", disposition = "fix",
    message = ("%s: %s"):format(where, problem:format(...)),
    explanation = "Nothing was done. See what " .. where .. " takes.",
  }, 0)
end

-- Where the script calls a function of ours that calls this: `drain.lua:12`. It names the work that
-- has no name: a script that is resumed is the same.
local function place()
  local _, text = pcall(error, "", 4)
  return (text:gsub(":%s*$", ""):gsub("^.*/", ""))
end

local function option(where, options, name, expected)
  local value = options[name]
  if value ~= nil and type(value) ~= expected then
    misuse(where, "%s must be a %s, not a %s", name, expected, type(value))
  end
  return value
end

local function key_of(item, index, key)
  local name = item
  if type(key) == "function" then
    name = key(item, index)
  elseif type(item) == "table" then
    -- What `state.members` answers has an id of its own.
    name = item[key or "id"]
  end
  if type(name) == "number" then name = tostring(name) end
  if type(name) == "string" and name ~= "" then return name end
  misuse("fleet.map", "item %d has no name; say key = \"instance_id\", or a function of the item", index)
end

-- The items' names, each its own: what is resumed is found by them.
local function keys_of(items, key)
  if key ~= nil and type(key) ~= "string" and type(key) ~= "function" then
    misuse("fleet.map", "key must be a field's name or a function")
  end
  local keys, index_of = {}, {}
  for index, item in ipairs(items) do
    local name = key_of(item, index, key)
    if index_of[name] then misuse("fleet.map", "items %d and %d are both '%s'", index_of[name], index, name) end
    keys[index], index_of[name] = name, index
  end
  return keys
end

-- The options with what every fleet needs; those that are functions of the script are not the
-- host's to read.
local function host_options(where, options, name, keys)
  local passed = {}
  for option, value in pairs(options) do passed[option] = value end
  passed.key, passed.pending, passed.check = nil, nil, nil
  passed.name, passed.keys, passed.label = options.name or name, keys, options.name or where
  return passed
end

-- An answer taken for its list would be a fleet of nothing, and look well. Lists may have marks.
local function expect_list(items)
  if type(items) ~= "table" then misuse("fleet.map", "the items must be a list, not a %s", type(items)) end
  if items[1] ~= nil then return end
  if items.request_id then misuse("fleet.map", "the items must be a list: give the one in the answer") end
  for name in next, items do
    if name ~= "complete" and name ~= "unknown" and name ~= "n" then
      misuse("fleet.map", "the items must be a list, and this table has names, such as '%s'", name)
    end
  end
end

-- Goes through the items. Answers the results and the failures, and raises what ended it early.
local function go(where, passed, items, fn, pending, check)
  local results, raised = {}, {}
  local recorded, failed, stopped_by, err = work.fleet(where, passed, function(index)
    local ok, value = pcall(fn, items[index], index)
    if ok then results[index] = value else raised[index] = value end
    return ok, value
  end, pending and function(index) return pcall(pending, items[index], index) end,
    check and function(...) return pcall(check, ...) end)
  -- What was raised itself, where there is something; the host has a copy.
  if err then error(raised[stopped_by] == nil and err or raised[stopped_by], 0) end
  for index, value in pairs(recorded) do results[index] = value end
  for index = 1, #passed.keys do
    if results[index] == nil or results[index] == json.null then results[index] = false end
  end
  local failures = json.array {}
  for position, failure in ipairs(failed) do
    local index = failure.index
    failures[position] = {
      key = passed.keys[index], index = index, status = failure.status,
      error = raised[index] == nil and failure.error or raised[index],
    }
  end
  return results, failures
end

--- Calls `fn(item, index)` for each item, so many at a time, and answers what it returned, in the
--- items' order: false where an item failed, or returned nothing. The second result lists the
--- failures. Each item's outcome goes into the report: a table with a `status` that `report.item`
--- knows says it, other results are `ok`. An item that an earlier attempt at the run finished is
--- not done again. What an item returns must be a JSON value.
---
--- After an error no other item begins, those under way end, and the error is raised; with
--- `on_error = "continue"` the rest goes on, and the run ends with exit code 5. The blast limit must
--- have room for all items that are to do: else the first change is refused and the fleet ends.
---
---     fleet.map({ "i-running1", "i-running2" }, function(id)
---       return ensure.groups { instance_id = id, remove = "sg-web", interfaces = "primary" }.changed
---     end, { concurrency = 16, on_error = "continue" })
---@generic T, R
---@param items T[]
---@param fn fun(item: T, index: integer): R
---@param options fleet.Options?
---@return (R|false)[] results
---@return fleet.Failure[] failures
function fleet.map(items, fn, options)
  expect_list(items)
  if type(fn) ~= "function" then misuse("fleet.map", "a function is expected, not a %s", type(fn)) end
  options = options or {}
  if type(options) ~= "table" then misuse("fleet.map", "the options must be a table, not a %s", type(options)) end
  local pending = option("fleet.map", options, "pending", "function")
  local check = option("fleet.map", options, "check", "function")
  local passed = host_options("items", options, "fleet.map at " .. place(), keys_of(items, options.key))
  return go("fleet.map", passed, items, fn, pending, check)
end

---@class fleet.Targets
---@field profiles string[]? credentials profiles that the operator named; by default the current one
---@field regions string[]|"all"|nil region ids; by default the current one

---@class fleet.Target
---@field profile string?
---@field region_id string

---@class fleet.Outcome
---@field profile string?
---@field region_id string
---@field status "ok"|"empty"|"denied"|"failed"
---@field result any what the function returned
---@field error any what it raised

-- A list of texts, as it was given.
local function texts(list, name, what)
  if type(list) ~= "table" or #list == 0 then misuse("fleet.across", "%s must be a list of %s", name, what) end
  for _, one in ipairs(list) do
    if type(one) ~= "string" then misuse("fleet.across", "%s must be a list of %s", name, what) end
  end
  return list
end

local function region_ids(regions)
  if regions == nil then return { ecs.region_id } end
  if regions == "all" then
    local ids = {}
    for index, region in ipairs(ecs.describe_regions {}.regions) do ids[index] = region.region_id end
    return ids
  end
  return texts(regions, "regions", 'region ids, or "all"')
end

local function targets_of(where)
  if type(where) ~= "table" then misuse("fleet.across", "the targets must be a table, not a %s", type(where)) end
  for name in pairs(where) do
    if name ~= "regions" and name ~= "profiles" then
      misuse("fleet.across", "there are no '%s' to go across; profiles and regions are", tostring(name))
    end
  end
  local regions, targets = region_ids(where.regions), {}
  if where.profiles == nil then
    for index, id in ipairs(regions) do targets[index] = { region_id = id } end
    return targets
  end
  for _, profile in ipairs(texts(where.profiles, "profiles", "names")) do
    for _, id in ipairs(regions) do targets[#targets + 1] = { profile = profile, region_id = id } end
  end
  return targets
end

-- Items and steps are known by account and region.
local function target_key(target)
  return target.profile and target.profile .. "/" .. target.region_id or target.region_id
end

-- Whether a target had nothing.
local function is_nothing(result)
  return result == nil or result == false or result == 0 or type(result) == "table" and next(result) == nil
end

--- Calls `fn(target)` for each region, and each profile, all of them at the same time and each for
--- itself: a slow one, or one that fails, delays no other. Within it everything is bound to the target: `ecs`, `state`,
--- `ensure`, `targets`, whatever calls them. Answers one outcome for each target, in their order, and
--- the report has one too: `ok`; `empty` where the function returned nothing, 0 or an empty table;
--- `denied`; `failed`. A run that is resumed goes on with those that were denied or failed.
---
---     local outcomes = fleet.across({ regions = "all" }, function(target)
---       return #ecs.describe_security_groups {}.security_groups
---     end)
---@param where fleet.Targets
---@param fn fun(target: fleet.Target): any
---@param options fleet.Options?
---@return fleet.Outcome[]
function fleet.across(where, fn, options)
  local targets = targets_of(where)
  if type(fn) ~= "function" then misuse("fleet.across", "a function is expected, not a %s", type(fn)) end
  options = options or {}
  if type(options) ~= "table" then misuse("fleet.across", "the options must be a table, not a %s", type(options)) end
  local keys = {}
  for index, target in ipairs(targets) do keys[index] = target_key(target) end
  local passed = host_options("regions", options, "fleet.across at " .. place(), keys)
  passed.targets = targets
  passed.on_error = options.on_error or "continue"
  passed.concurrency = options.concurrency or math.min(#targets, 64)

  local outcomes, failures = go("fleet.across", passed, targets, function(target)
    local result = fn(target)
    return { status = is_nothing(result) and "empty" or "ok", result = result }
  end)
  for _, failure in ipairs(failures) do
    outcomes[failure.index] = { status = failure.status, error = failure.error }
  end
  for index, target in ipairs(targets) do
    outcomes[index] = outcomes[index] or { status = "failed" }
    outcomes[index].region_id, outcomes[index].profile = target.region_id, target.profile
  end
  return outcomes
end

return fleet
