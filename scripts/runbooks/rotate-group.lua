-- Puts every member of one security group into another one instead. A member is in one of the two at
-- every moment; whoever is out of the old group already is left alone, so that it may be run again.
--
--   lunette run scripts/runbooks/rotate-group.lua --old sg-web --new sg-ops --emulator
runbook {
  name = "rotate-group",
  summary = "Replaces one security group by another on all of its members",
  allow = { "ecs:ModifyInstanceAttribute", "ecs:ModifyNetworkInterfaceAttribute" },
  parameters = {
    old = { type = "string", required = true, pattern = "^sg%-", summary = "The group to leave" },
    new = { type = "string", required = true, pattern = "^sg%-", summary = "The group to join instead" },
  },
  time_limit = "1h", max_changes = 500,
}

local successor, reason = state.security_group(args.new)
if not successor then error(reason) end

local function rotate(member)
  if member.kind == "instance" then
    return ensure.groups { instance_id = member.id, add = args.new, remove = args.old, interfaces = "primary" }
  end
  return ensure.groups { network_interface_id = member.id, add = args.new, remove = args.old }
end

local rotated = {}
for _, member in ipairs(state.members(args.old)) do
  if member.service_managed then
    report.item { target = member.id, status = "skipped", reason = "a cloud product manages it" }
  else
    local ok, result = pcall(rotate, member)
    if ok then
      report.item { target = member.id, status = result.changed and "changed" or "unchanged" }
      table.insert(rotated, member.id)
    else
      report.item { target = member.id, status = "failed", reason = tostring(result) }
    end
  end
end

return { rotated = rotated }
