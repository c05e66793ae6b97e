-- Leaves an instance in the quarantine group only, on every interface, and keeps what was before.
-- It may be run again at any time: what is quarantined already is left alone.
--
--   lunette run scripts/runbooks/quarantine-instance.lua --instance i-running1 --group sg-quarantine --emulator
runbook {
  name = "quarantine-instance",
  summary = "Leaves an instance in the quarantine group only, on every interface",
  allow = { "ecs:ModifyInstanceAttribute", "ecs:ModifyNetworkInterfaceAttribute" },
  parameters = {
    instance = { type = "string", required = true, pattern = "^i%-", summary = "The instance to cut off" },
    group = { type = "string", required = true, pattern = "^sg%-", summary = "The quarantine group" },
  },
  time_limit = "10m", max_changes = 20,
}

-- Connections that are established are tracked, and go on for as long when their group is left.
local tracked_seconds = 910

-- A quarantine that lets something in is none.
local function warn_of_rules(group)
  local rules = ecs.describe_security_group_attribute { security_group_id = group }.permissions
  if #rules > 0 then
    log.warn("the quarantine group has rules of its own", { group = group, rules = #rules })
  end
end

local function reported(interface)
  report.item {
    target = interface.network_interface_id, status = interface.changed and "changed" or "unchanged",
    before = interface.before, after = interface.after,
  }
end

warn_of_rules(args.group)
local ok, outcome = pcall(ensure.groups, {
  instance_id = args.instance, exactly = { args.group }, interfaces = "all",
})
if not ok then
  report.item { target = args.instance, status = "blocked", error = outcome }
  error(outcome)
end

for _, interface in ipairs(outcome.interfaces) do reported(interface) end
local warning
if outcome.changed then
  warning = ("connections that are established now may last for up to %d s more; stop the instance if that is "
    .. "too long"):format(tracked_seconds)
  log.warn(warning, { instance = args.instance })
end
return { instance = args.instance, interfaces = outcome.interfaces, warning = warning }
