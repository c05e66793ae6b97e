-- Takes instances out of a security group, and shows what is left. It may be run again at any
-- time: what is out already stays out, and an instance's only group is kept.
--
--   lunette run scripts/runbooks/leave-security-group.lua --emulator
--   lunette run scripts/runbooks/leave-security-group.lua --group sg-web --instance @ids.txt
runbook {
  name = "leave-security-group",
  summary = "Takes instances out of a security group, and shows what is left",
  allow = { "ecs:LeaveSecurityGroup" },
  parameters = {
    group = {
      type = "string", default = "sg-web", pattern = "^sg%-",
      summary = "The group to leave",
    },
    instance = {
      type = "list", default = { "i-running1" }, pattern = "^i%-",
      summary = "The instances to take out",
    },
  },
  time_limit = "10m", max_changes = 50,
}

-- The groups that an instance is in now, as the service tells.
local function groups_of(id)
  return ecs.describe_instance_attribute { instance_id = id }.security_group_ids
end

local function shown(groups)
  return table.concat(groups, ", ")
end

local outcome = { left = {}, already_out = {}, kept = {} }

for _, id in ipairs(args.instance) do
  print(("%s is in %s"):format(id, shown(groups_of(id))))
  local response, err = ecs.try.leave_security_group {
    security_group_id = args.group,
    instance_id = id,
  }
  if response then
    ecs.wait.membership { security_group_id = args.group, instance_id = id, present = false }
    print(("  left %s; it is in %s now"):format(args.group, shown(groups_of(id))))
    table.insert(outcome.left, id)
  elseif err.disposition == "already_done" then
    print(("  it is not in %s: nothing to do"):format(args.group))
    table.insert(outcome.already_out, id)
  elseif err.code == errors.InstanceLastSecurityGroup then
    log.warn("kept: it is the instance's only group", { instance = id, group = args.group })
    table.insert(outcome.kept, id)
  else
    error(err)
  end
end

return outcome
