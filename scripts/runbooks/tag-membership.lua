-- Makes membership follow a tag: instances with the tag are in the group, instances without it are
-- not. Whoever would be left without any group stays, and is named.
--
--   lunette run scripts/runbooks/tag-membership.lua --group sg-web --tag role=web --emulator
runbook {
  name = "tag-membership",
  summary = "Keeps instances with a tag in a group, and all others out of it",
  allow = { "ecs:ModifyInstanceAttribute", "ecs:ModifyNetworkInterfaceAttribute" },
  parameters = {
    group = { type = "string", required = true, pattern = "^sg%-", summary = "The group" },
    tag = { type = "string", required = true, pattern = "^[^=]+=.*$", summary = "KEY=VALUE" },
  },
  time_limit = "30m", max_changes = 200,
}

local key, value = args.tag:match("^([^=]+)=(.*)$")

local wanted = {}
for instance in ecs.each.describe_instances { tag = { { key = key, value = value } } } do
  wanted[instance.instance_id] = true
end

local member = {}
for instance in ecs.each.describe_instances { security_group_id = args.group } do
  member[instance.instance_id] = instance.security_group_ids
end

local joined, left = {}, {}
for id in pairs(wanted) do
  if not member[id] then
    ensure.groups { instance_id = id, add = args.group, interfaces = "primary" }
    report.item { target = id, status = "changed", what = "joined" }
    table.insert(joined, id)
  end
end
for id, groups in pairs(member) do
  if not wanted[id] then
    if #groups == 1 then
      report.finding { target = id, what = "lacks the tag, but " .. args.group .. " is its only group" }
    else
      ensure.groups { instance_id = id, remove = args.group, interfaces = "primary" }
      report.item { target = id, status = "changed", what = "left" }
      table.insert(left, id)
    end
  end
end

table.sort(joined)
table.sort(left)
return { joined = json.array(joined), left = json.array(left) }
