-- Compares the security groups of instances with a baseline, in as many regions as it names, and
-- reports every difference. It only reads. A region that cannot be read is unknown, not clean.
--
--   lunette run scripts/runbooks/drift-audit.lua --baseline baseline.json --emulator
--
-- The baseline is JSON: groups by instance by region.
--   { "cn-hangzhou": { "i-running1": ["sg-web", "sg-ops"], … }, … }
-- Without one it prints that of the regions named: lunette run … --take cn-hangzhou > baseline.json
runbook {
  name = "drift-audit",
  summary = "Compares instances' security groups with a baseline; only reads",
  parameters = {
    baseline = { type = "file", summary = "The baseline, as JSON" },
    take = { type = "list", summary = "Print the baseline of this region instead of comparing" },
  },
  time_limit = "30m",
}

-- The groups of every instance in a region, by instance.
local function live_groups(region)
  local groups = {}
  for instance in ecs.with { region = region }.each.describe_instances {} do
    table.sort(instance.security_group_ids)
    groups[instance.instance_id] = instance.security_group_ids
  end
  return groups
end

local function sorted_keys(map)
  local keys = {}
  for key in pairs(map) do keys[#keys + 1] = key end
  table.sort(keys)
  return keys
end

local function as_set(list)
  local set = {}
  for _, one in ipairs(list) do set[one] = true end
  return set
end

local function differ(region, id, what, details)
  details = details or {}
  details.target, details.what, details.region = id, what, region
  report.finding(details)
end

local function compare(region, id, wanted, found)
  if not found then return differ(region, id, "is gone") end
  local wanted_set, found_set = as_set(wanted), as_set(found)
  for _, group in ipairs(found) do
    if not wanted_set[group] then
      differ(region, id, "is in " .. group .. ", which the baseline does not have", { group = group })
    end
  end
  for _, group in ipairs(wanted) do
    if not found_set[group] then
      differ(region, id, "is no longer in " .. group, { group = group })
    end
  end
end

local function audit(region, wanted)
  local ok, live = pcall(live_groups, region)
  if not ok then
    report.item { target = region, status = "unknown", error = live }
    return
  end
  for _, id in ipairs(sorted_keys(wanted)) do compare(region, id, wanted[id], live[id]) end
  for _, id in ipairs(sorted_keys(live)) do
    if not wanted[id] then differ(region, id, "is not in the baseline", { groups = live[id] }) end
  end
  report.item { target = region, status = "ok", compared = #sorted_keys(wanted) }
end

if #args.take > 0 then
  local baseline = {}
  for _, region in ipairs(args.take) do baseline[region] = live_groups(region) end
  print(json.encode(baseline, { indent = 2 }))
  return
end

if not args.baseline then error("give --baseline FILE, or --take REGION to make one", 0) end
local baseline = json.decode(args.baseline)
for _, region in ipairs(sorted_keys(baseline)) do audit(region, baseline[region]) end
