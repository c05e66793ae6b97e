-- Empties a security group, takes it out of other groups' rules, and deletes it. What keeps it from
-- being deleted is named, and then it is not tried: run it again, or `lunette resume`, once that is
-- gone. What is out already is left alone.
--
--   lunette run scripts/runbooks/drain-group.lua --group sg-old --fallback sg-base --emulator
runbook {
  name = "drain-group",
  summary = "Empties a security group, takes it out of other groups' rules, and deletes it",
  allow = {
    "ecs:ModifyInstanceAttribute", "ecs:ModifyNetworkInterfaceAttribute",
    "ecs:RevokeSecurityGroup", "ecs:RevokeSecurityGroupEgress", "ecs:DeleteSecurityGroup",
  },
  parameters = {
    group = { type = "string", required = true, pattern = "^sg%-", summary = "The group to delete" },
    fallback = {
      type = "string", required = true, pattern = "^sg%-",
      summary = "Joined by those that are in no other group",
    },
    concurrency = { type = "integer", default = 8, summary = "How many are moved at a time" },
  },
  time_limit = "1h", max_changes = 200,
}

local list = require "list"

if not state.security_group(args.group) then
  log.info("there is no such group: nothing to do", { group = args.group })
  return { deleted = false }
end

local blockers = {}

local function block(target, reason)
  table.insert(blockers, target)
  report.item { target = target, status = "blocked", reason = reason }
end

-- 1. Who is in it leaves, or moves to the fallback.
local members = state.members(args.group)
for _, member in ipairs(members) do
  if member.service_managed then block(member.id, "a cloud product manages this interface") end
end
local movable = list.filter(members, function(member) return not member.service_managed end)

local _, failures = fleet.map(movable, function(member)
  local by_interface = member.kind == "network_interface"
  local interface = ensure.groups({
    network_interface_id = by_interface and member.id or nil,
    instance_id = not by_interface and member.id or nil,
    interfaces = not by_interface and "primary" or nil,
    remove = args.group, fallback = args.fallback,
  }).interfaces[1]
  return {
    status = interface.changed and "changed" or "unchanged", before = interface.before, after = interface.after,
  }
end, { name = "drain", key = "id", concurrency = args.concurrency, on_error = "continue" })

-- 2. The rules that name it go, where the group that has them is ours.
local function rules_naming(group, direction)
  local rules = {}
  local answer = ecs.describe_security_group_attribute { security_group_id = group, direction = direction }
  for _, rule in ipairs(answer.permissions) do
    local peer = direction == "ingress" and rule.source_group_id or rule.dest_group_id
    if peer == args.group then table.insert(rules, rule.security_group_rule_id) end
  end
  return rules
end

local function revoke_from(group)
  local ingress, egress = rules_naming(group, "ingress"), rules_naming(group, "egress")
  if #ingress > 0 then
    ecs.revoke_security_group { security_group_id = group, security_group_rule_id = ingress }
  end
  if #egress > 0 then
    ecs.revoke_security_group_egress { security_group_id = group, security_group_rule_id = egress }
  end
  return { status = "changed", revoked = #ingress + #egress }
end

local ours = {}
for _, reference in ipairs(state.references(args.group)) do
  if state.security_group(reference.security_group_id) then
    table.insert(ours, reference.security_group_id)
  else
    block(reference.security_group_id, ("a rule of account %s names %s"):format(reference.account_id, args.group))
  end
end
local _, unrevoked = fleet.map(ours, revoke_from, { name = "references", on_error = "continue" })

-- 3. It is deleted once nothing holds it.
if #blockers + #failures + #unrevoked > 0 then
  log.warn("not deleted: something still holds it", { group = args.group, blockers = table.concat(blockers, " ") })
  return { deleted = false, blockers = #blockers > 0 and blockers or nil }
end
ecs.delete_security_group { security_group_id = args.group }
report.item { target = args.group, status = "changed", what = "deleted" }
return { deleted = true }
