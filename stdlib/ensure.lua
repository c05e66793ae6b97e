--- Makes memberships be as they should: reads, changes only what differs, and reads back.
local ensure = {}

local ecs, errors, sleep = ecs, errors, sleep

---@class ensure.GroupsOptions
---@field instance_id string? the instance whose interfaces are meant
---@field network_interface_id string? or this one interface
---@field add string|string[]? groups that it must be in
---@field remove string|string[]? groups that it must not be in
---@field exactly string|string[]? or the whole set
---@field fallback string? joined where no group would be left
---@field interfaces "primary"|"all"|nil which of an instance's; to be given when it has several
---@field timeout integer|string|nil for states that pass, and for reading back; `"2m"` by default

---@class ensure.Interface
---@field network_interface_id string
---@field instance_id string? where it is attached
---@field primary boolean
---@field before string[]
---@field after string[]
---@field changed boolean

---@class ensure.Groups
---@field changed boolean whether any interface was
---@field interfaces ensure.Interface[]

local default_timeout = "2m"
-- Rounds in which others may undo the change before this gives up.
local most_rounds = 5
-- States that end by themselves; in any other the service says whether it takes the change.
local passing = {
  Pending = true, Starting = true, Stopping = true, Creating = true, Attaching = true, Detaching = true,
}

-- MARK: Arguments

local function misuse(problem, ...)
  error(errors.new {
    kind = "invalid", code = "InvalidOptions", disposition = "fix",
    message = "ensure.groups: " .. problem:format(...),
    explanation = "Nothing was read or sent. See the options of ensure.groups.",
  }, 0)
end

local function contains(list, value)
  for _, one in ipairs(list) do
    if one == value then return true end
  end
  return false
end

-- A list of group ids, each once; one id may stand for itself.
local function group_list(options, name)
  local value = options[name]
  if value == nil then return nil end
  if type(value) == "string" then value = { value } end
  if type(value) ~= "table" then misuse("%s must be a list of group ids", name) end
  local list = {}
  for key, id in pairs(value) do
    if math.type(key) ~= "integer" or type(id) ~= "string" then misuse("%s must be a list of group ids", name) end
  end
  for _, id in ipairs(value) do
    if not id:find("^sg%-") then misuse("%s: '%s' is no group's id", name, id) end
    if not contains(list, id) then list[#list + 1] = id end
  end
  return list
end

local function check_target(options)
  local instance, interface = options.instance_id, options.network_interface_id
  if (instance == nil) == (interface == nil) then misuse("give instance_id or network_interface_id, one of them") end
  if instance ~= nil and type(instance) ~= "string" then misuse("instance_id must be a string") end
  if interface ~= nil and type(interface) ~= "string" then misuse("network_interface_id must be a string") end
  local which = options.interfaces
  if which ~= nil and which ~= "primary" and which ~= "all" then misuse('interfaces must be "primary" or "all"') end
  if interface and which then misuse("interfaces goes with instance_id only") end
end

local known = {
  instance_id = true, network_interface_id = true, add = true, remove = true, exactly = true, fallback = true,
  interfaces = true, timeout = true,
}

-- What is wanted, as lists.
local function checked(options)
  if type(options) ~= "table" then misuse("a table of options is expected, not a %s", type(options)) end
  for name in pairs(options) do
    if not known[name] then misuse("there is no option '%s'", tostring(name)) end
  end
  check_target(options)
  local wanted = {
    add = group_list(options, "add"), remove = group_list(options, "remove"),
    exactly = group_list(options, "exactly"), fallback = options.fallback,
  }
  if wanted.exactly and (wanted.add or wanted.remove) then misuse("exactly goes with neither add nor remove") end
  if not (wanted.exactly or wanted.add or wanted.remove) then misuse("give add, remove or exactly") end
  for _, id in ipairs(wanted.add or {}) do
    if contains(wanted.remove or {}, id) then misuse("%s is in both add and remove", id) end
  end
  if wanted.fallback ~= nil then
    if type(wanted.fallback) ~= "string" then misuse("fallback must be a group's id") end
    if contains(wanted.remove or {}, wanted.fallback) then misuse("the fallback is in remove") end
  end
  return wanted
end

-- MARK: Decisions

local function same_set(left, right)
  if #left ~= #right then return false end
  for _, id in ipairs(left) do
    if not contains(right, id) then return false end
  end
  return true
end

-- The set that an interface with these groups should have; empty where none would be left.
local function wanted_set(groups, wanted)
  local set = {}
  for _, id in ipairs(wanted.exactly or groups) do
    if not contains(wanted.remove or {}, id) then set[#set + 1] = id end
  end
  for _, id in ipairs(wanted.add or {}) do
    if not contains(set, id) then set[#set + 1] = id end
  end
  if #set == 0 then set[1] = wanted.fallback end
  return set
end

-- Raises what the service would say of a change that cannot be made, before any is.
local function refuse_impossible(interface, wanted)
  local set = wanted_set(interface.groups, wanted)
  if same_set(set, interface.groups) then return end
  local name = interface.primary and interface.instance_id or interface.network_interface_id
  if #set == 0 then
    error(errors.new {
      code = interface.primary and errors.InstanceLastSecurityGroup or errors["InvalidOperation.AtLeastInOneGroup"],
      message = ("%s would be in no group: it is in %s only"):format(name, table.concat(interface.groups, ", ")),
      target = name, region_id = ecs.region_id,
      explanation = "An interface must keep a group. Name a fallback, which is joined where no other group is left.",
    }, 0)
  end
  if interface.service_managed then
    error(errors.new {
      code = errors["InvalidOperation.EniServiceManaged"], target = name, region_id = ecs.region_id,
      message = ("a cloud product manages %s, and its groups cannot be changed"):format(name),
    }, 0)
  end
end

-- MARK: Reading

local function missing(code, operation, id)
  error(errors.new {
    code = code, operation = operation, target = id, region_id = ecs.region_id,
    message = ("there is no %s in %s"):format(id, ecs.region_id),
  }, 0)
end

local function instance_named(id)
  local instance = ecs.describe_instances { instance_ids = { id } }.instances[1]
  return instance or missing(errors["InvalidInstanceId.NotFound"], "DescribeInstances", id)
end

local function primary_interface(instance)
  local id
  for _, one in ipairs(instance.network_interfaces or {}) do
    if one.type == "Primary" then id = one.network_interface_id end
  end
  return {
    network_interface_id = id, instance_id = instance.instance_id, primary = true,
    groups = instance.security_group_ids, status = instance.status,
  }
end

local function interfaces_named(ids)
  local found = ecs.describe_network_interfaces { network_interface_id = ids }.network_interface_sets
  local by_id = {}
  for _, one in ipairs(found) do by_id[one.network_interface_id] = one end
  local interfaces = {}
  for index, id in ipairs(ids) do
    local one = by_id[id] or missing(errors["InvalidEniId.NotFound"], "DescribeNetworkInterfaces", id)
    local owner = one.instance_id ~= "" and one.instance_id or nil
    if one.type == "Primary" and owner then
      interfaces[index] = primary_interface(instance_named(owner))
    else
      interfaces[index] = {
        network_interface_id = id, instance_id = owner, primary = false, groups = one.security_group_ids,
        status = one.status, service_managed = one.service_managed,
      }
    end
  end
  return interfaces
end

local function read_again(interface)
  if interface.primary then return primary_interface(instance_named(interface.instance_id)) end
  return interfaces_named({ interface.network_interface_id })[1]
end

-- The interfaces that are meant, the primary one first.
local function interfaces_of(options)
  if options.network_interface_id then return interfaces_named { options.network_interface_id } end
  local instance = instance_named(options.instance_id)
  local interfaces = { primary_interface(instance) }
  local attached = instance.network_interfaces or {}
  if #attached > 1 and not options.interfaces then
    misuse('%s has %d interfaces; say interfaces = "primary" or "all"', options.instance_id, #attached)
  end
  if options.interfaces ~= "all" then return interfaces end
  local others = {}
  for _, one in ipairs(attached) do
    if one.type ~= "Primary" then others[#others + 1] = one.network_interface_id end
  end
  if #others > 0 then table.move(interfaces_named(others), 1, #others, 2, interfaces) end
  return interfaces
end

-- MARK: Changing

-- Waits between looks, longer each time; false once the time is over.
local function patience(timeout)
  local left, pause = timeout, 0.25
  return function()
    if left <= 0 then return false end
    pause = math.min(pause * 2, 5, left)
    left = left - pause
    sleep(pause)
    return true
  end
end

local function replace(interface, set)
  if interface.primary then
    return ecs.try.modify_instance_attribute {
      instance_id = interface.instance_id, security_group_ids = set,
    }
  end
  return ecs.try.modify_network_interface_attribute {
    network_interface_id = interface.network_interface_id, security_group_id = set,
  }
end

local function raise_timeout(interface, message)
  error(errors.new {
    kind = "timeout", code = "WaitTimeout", disposition = "retry", message = message,
    target = interface.network_interface_id or interface.instance_id, region_id = ecs.region_id,
    explanation = "It may still come true. Give timeout a longer duration, or look at why it takes so long.",
  }, 0)
end

-- Reads until the new set shows, or something that is neither it nor what was there before: then
-- someone else changed it meanwhile.
local function read_back(interface, set, wait)
  while true do
    local now = read_again(interface)
    if same_set(now.groups, set) or not same_set(now.groups, interface.groups) then return now end
    if not wait() then return now end
  end
end

-- Makes one interface's groups be as wanted; answers how it was and is.
local function settle(interface, wanted, timeout)
  local wait = patience(timeout)
  local before, changed, rounds = interface.groups, false, 0
  local set = wanted_set(before, wanted)
  while not same_set(interface.groups, set) do
    if passing[interface.status] then
      if not wait() then
        raise_timeout(interface, ("waited for %s to take a change; it is %s"):format(
          interface.network_interface_id or interface.instance_id, interface.status))
      end
      interface = read_again(interface)
    else
      if rounds == most_rounds then
        raise_timeout(interface, ("%s was changed %d times, and each time the change did not stay"):format(
          interface.network_interface_id or interface.instance_id, rounds))
      end
      local response, err = replace(interface, set)
      if response then
        changed, rounds = true, rounds + 1
        interface = read_back(interface, set, wait)
      elseif (err.disposition == "retry" or err.disposition == "wait") and wait() then
        interface = read_again(interface)
      else
        error(err, 0)
      end
    end
    refuse_impossible(interface, wanted)
    set = wanted_set(interface.groups, wanted)
  end
  return {
    network_interface_id = interface.network_interface_id, instance_id = interface.instance_id,
    primary = interface.primary, before = before, after = interface.groups, changed = changed,
  }
end

local function seconds(timeout)
  if timeout == nil then timeout = default_timeout end
  if math.type(timeout) then return timeout end
  local total = 0
  if type(timeout) ~= "string" then misuse("timeout must be a duration such as \"5m\"") end
  local rest = timeout:gsub("(%d+)([smh])", function(count, unit)
    total = total + tonumber(count) * ({ s = 1, m = 60, h = 3600 })[unit]
    return ""
  end)
  if rest ~= "" then misuse("timeout must be a duration such as \"5m\"") end
  return total
end

--- Makes an instance, or an interface, be in the right groups: reads, replaces the whole set of each
--- interface that differs by one call, and reads back. It never passes through no group, and a swap
--- at the quota works. Nothing is sent where nothing differs. States that pass (Starting, Attaching)
--- are waited for; a change that someone else overwrote is made again from what is there then.
---
---     ensure.groups { instance_id = "i-running1", exactly = { "sg-quarantine" }, interfaces = "primary" }
---     ensure.groups { network_interface_id = "eni-secondary1", remove = "sg-web", fallback = "sg-ops" }
---@param options ensure.GroupsOptions
---@return ensure.Groups
function ensure.groups(options)
  local wanted = checked(options)
  local timeout = seconds(options.timeout)
  local interfaces = interfaces_of(options)
  for _, interface in ipairs(interfaces) do refuse_impossible(interface, wanted) end
  local result = { changed = false, interfaces = {} }
  for index, interface in ipairs(interfaces) do
    local settled = settle(interface, wanted, timeout)
    result.interfaces[index] = settled
    result.changed = result.changed or settled.changed
  end
  return result
end

return ensure
