-- Takes instances out of groups that let the whole world in on a port, in many regions at once. An
-- instance's only group is not taken from it: it is listed as a finding.
--
--   lunette run scripts/runbooks/close-open-groups.lua --region-id cn-hangzhou --region-id cn-beijing --emulator
runbook {
  name = "close-open-groups",
  summary = "Takes instances out of groups that are open to the world on a port",
  allow = { "ecs:ModifyInstanceAttribute" },
  parameters = {
    region_id = { type = "list", summary = "Where to look; everywhere if none is given" },
    port = { type = "integer", default = 22, summary = "The port that should not be open" },
  },
  time_limit = "1h", max_changes = 500,
}

local list = require "list"

-- Whether a rule lets everyone in on the port.
local function is_open(rule)
  local first, last = rule.port_range:match("^(%-?%d+)/(%-?%d+)$")
  local covers = first == "-1" or tonumber(first) <= args.port and args.port <= tonumber(last)
  local protocol = rule.ip_protocol:upper()
  return covers and (protocol == "TCP" or protocol == "ALL") and rule.policy:lower() == "accept"
    and (rule.source_cidr_ip == "0.0.0.0/0" or rule.ipv6_source_cidr_ip == "::/0")
end

local function open_groups()
  local open = {}
  for group in ecs.each.describe_security_groups {} do
    local id = group.security_group_id
    local rules = ecs.describe_security_group_attribute { security_group_id = id, direction = "ingress" }.permissions
    if not group.service_managed and #list.filter(rules, is_open) > 0 then table.insert(open, id) end
  end
  return open
end

-- The instances of a region that are in such groups, each with those groups.
local function exposed_instances()
  local exposed, by_id = {}, {}
  for _, group in ipairs(open_groups()) do
    for instance in ecs.each.describe_instances { security_group_id = group } do
      local entry = by_id[instance.instance_id]
      if not entry then
        entry = { id = instance.instance_id, groups = instance.security_group_ids, open = {} }
        by_id[entry.id] = entry
        table.insert(exposed, entry)
      end
      table.insert(entry.open, group)
    end
  end
  return exposed
end

-- The service counts calls by the region: within one, instances go one after the other.
local function close()
  local closable, only_open = {}, {}
  for _, instance in ipairs(exposed_instances()) do
    table.insert(#instance.open < #instance.groups and closable or only_open, instance)
  end
  fleet.map(closable, function(instance)
    local interface = ensure.groups({
      instance_id = instance.id, interfaces = "primary", remove = instance.open,
    }).interfaces[1]
    return { status = "changed", before = interface.before, after = interface.after }
  end, { name = "close", key = "id", concurrency = 1, on_error = "continue", progress = false })
  return { closable = #closable, only_open = json.array(only_open) }
end

local outcomes = fleet.across({ regions = #args.region_id > 0 and args.region_id or "all" }, function()
  local summary = close()
  return summary.closable + #summary.only_open > 0 and summary or nil
end, { name = "close open groups" })

-- What a region returned is on record: a run that is resumed finds these again without asking.
for _, outcome in ipairs(outcomes) do
  for _, instance in ipairs(outcome.result and outcome.result.only_open or {}) do
    report.finding {
      target = instance.id, what = "is in open groups only", region_id = outcome.region_id, groups = instance.open,
    }
  end
end
return outcomes
