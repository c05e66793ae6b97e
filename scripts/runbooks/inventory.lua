-- Counts what there is in several regions, and names the groups that nobody is in. It only reads; a
-- region that refuses to answer is named and does not hold up the others.
--
--   lunette run scripts/runbooks/inventory.lua --region-ids cn-hangzhou --region-ids cn-beijing --emulator
runbook {
  name = "inventory",
  summary = "Counts groups, instances and interfaces in several regions",
  parameters = {
    region_ids = { type = "list", summary = "The regions to look at; all of them without" },
  },
  time_limit = "30m",
}

local rows = require "rows"

local function region_ids()
  if #args.region_ids > 0 then return args.region_ids end
  local ids = {}
  for _, region in ipairs(ecs.describe_regions().regions) do table.insert(ids, region.region_id) end
  return ids
end

local function count(region)
  local there = ecs.with { region = region }
  local members = {}
  local row = { region = region, groups = 0, instances = 0, interfaces = 0, unused = {} }
  for instance in there.each.describe_instances {} do
    row.instances = row.instances + 1
    for _, id in ipairs(instance.security_group_ids) do members[id] = true end
  end
  for interface in there.each.describe_network_interfaces {} do
    row.interfaces = row.interfaces + 1
    for _, id in ipairs(interface.security_group_ids) do members[id] = true end
  end
  for group in there.each.describe_security_groups {} do
    row.groups = row.groups + 1
    if not members[group.security_group_id] then table.insert(row.unused, group.security_group_id) end
  end
  table.sort(row.unused)
  return row
end

local counted = {}
for _, region in ipairs(region_ids()) do
  local ok, row = pcall(count, region)
  if ok then
    table.insert(counted, row)
  else
    report.item { target = region, status = "failed", reason = tostring(row) }
  end
end

print(rows.text(counted, { "region", "groups", "instances", "interfaces", "unused" }))
return counted
