--- Picks what a runbook works on. A selection is whole, or an error; an empty one is an error too,
--- unless it may be.
local targets = {}

local ecs, errors = ecs, errors

---@class targets.InstanceOptions
---@field tag table<string, string|true>? tags that it has: `{ role = "web" }`; true for any value
---@field group string? a group that its primary interface is in
---@field status "Pending"|"Starting"|"Running"|"Stopping"|"Stopped"|nil
---@field vpc string?
---@field name string? its name, with `*` for anything
---@field region string? instead of the current one
---@field allow_empty boolean? an empty selection is no error

local kinds = {
  tag = "table", group = "string", status = "string", vpc = "string", name = "string",
  region = "string", allow_empty = "boolean",
}

local function misuse(problem, ...)
  error(errors.new {
    kind = "invalid", code = "InvalidOptions", disposition = "fix",
    message = "targets.instances: " .. problem:format(...),
    explanation = "Nothing was read. See the options of targets.instances.",
  }, 0)
end

local function check(options)
  if type(options) ~= "table" then misuse("options must be a table, not a %s", type(options)) end
  for name, value in pairs(options) do
    local kind = kinds[name]
    if not kind then misuse("there is no option '%s'", tostring(name)) end
    if type(value) ~= kind then misuse("%s must be a %s, not a %s", name, kind, type(value)) end
  end
  for key, value in pairs(options.tag or {}) do
    if type(key) ~= "string" or (value ~= true and type(value) ~= "string") then
      misuse("tag must be a table of values by key, such as { role = \"web\" }")
    end
  end
end

-- The options as people read them: `status=Running, tag role=web`.
local function described(options)
  local parts = {}
  for name, value in pairs(options) do
    if type(value) == "string" then parts[#parts + 1] = name .. "=" .. value end
  end
  for key, value in pairs(options.tag or {}) do
    parts[#parts + 1] = "tag " .. key .. (value == true and "" or "=" .. value)
  end
  table.sort(parts)
  return #parts > 0 and table.concat(parts, ", ") or "nothing in particular"
end

local function tag_filter(tags)
  local filter = {}
  for key, value in pairs(tags) do
    filter[#filter + 1] = { key = key, value = value ~= true and value or nil }
  end
  table.sort(filter, function(one, other) return one.key < other.key end)
  return #filter > 0 and filter or nil
end

local function has_tags(instance, tags)
  local own = {}
  for _, tag in ipairs(instance.tags) do own[tag.tag_key] = tag.tag_value end
  for key, value in pairs(tags) do
    if own[key] == nil or (value ~= true and own[key] ~= value) then return false end
  end
  return true
end

-- A filter by tag shows no more than 1,000 instances: where there may be more, all are listed and
-- their tags looked at here.
local function list(module, options)
  local query = {
    security_group_id = options.group, status = options.status, vpc_id = options.vpc,
    instance_name = options.name, tag = tag_filter(options.tag or {}),
  }
  local answer, err = module.try.describe_instances(query)
  if answer then return answer.instances end
  if err.code ~= "IncompleteList" or not query.tag then error(err, 0) end
  query.tag = nil
  local found = {}
  for instance in module.each.describe_instances(query) do
    if has_tags(instance, options.tag) then found[#found + 1] = instance end
  end
  return found
end

--- The instances that have all that is asked for, as DescribeInstances shows them.
---@param options targets.InstanceOptions
---@return table[] instances with `complete = true`
function targets.instances(options)
  check(options)
  local module = options.region and ecs.with { region = options.region } or ecs
  local found = list(module, options)
  if #found == 0 and not options.allow_empty then
    error(errors.new {
      code = "EmptySelection", disposition = "gone", operation = "DescribeInstances",
      region_id = module.region_id,
      message = ("no instance in %s has %s"):format(module.region_id, described(options)),
      explanation = "Look at the filters, the region and the profile. Where nothing is to be done if "
        .. "nothing is found, give allow_empty = true.",
    }, 0)
  end
  found.complete = true
  return found
end

return targets
