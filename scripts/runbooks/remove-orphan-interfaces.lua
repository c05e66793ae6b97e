-- Takes interfaces that nothing has used for a while out of a group; those that would be in no group
-- are parked in another. Interfaces in use, young ones and those of cloud products stay.
--
--   lunette run scripts/runbooks/remove-orphan-interfaces.lua --group sg-web --park sg-ops --emulator
runbook {
  name = "remove-orphan-interfaces",
  summary = "Takes interfaces that are attached to nothing out of a group",
  allow = { "ecs:ModifyNetworkInterfaceAttribute" },
  parameters = {
    group = { type = "string", required = true, pattern = "^sg%-", summary = "The group to clean" },
    park = { type = "string", required = true, pattern = "^sg%-", summary = "For those that are in no other group" },
    older_than = { type = "duration", default = "7d", summary = "Younger ones stay: they may be about to be used" },
    concurrency = { type = "integer", default = 8, summary = "How many are changed at a time" },
  },
  time_limit = "30m", max_changes = 100,
}

-- The service tells when an interface was created, and not since when it is free; times of one form
-- and zone compare as texts.
local newest = os.date("!%Y-%m-%dT%H:%M:%SZ", os.time() - math.floor(args.older_than))

local orphans, kept = {}, { young = 0, managed = 0 }
for interface in ecs.each.describe_network_interfaces { security_group_id = args.group, status = "Available" } do
  if interface.service_managed then
    kept.managed = kept.managed + 1
  elseif interface.creation_time > newest then
    kept.young = kept.young + 1
  else
    table.insert(orphans, interface.network_interface_id)
  end
end
log.info("orphans found", { group = args.group, orphans = #orphans, young = kept.young, managed = kept.managed })

local parked = 0
local _, failures = fleet.map(orphans, function(id)
  local interface = ensure.groups({
    network_interface_id = id, remove = args.group, fallback = args.park,
  }).interfaces[1]
  local is_parked = #interface.before == 1
  if is_parked then parked = parked + 1 end
  return { status = "changed", before = interface.before, after = interface.after, parked = is_parked }
end, { name = "orphans", concurrency = args.concurrency, on_error = "continue" })

return { orphans = #orphans, parked = parked, failed = #failures, kept = kept }
