-- Puts every member of one security group into another one instead: one first, then wave by wave, until
-- too many have failed. A member is in one of the two at every moment; whoever is out of the old group
-- already is left alone, so that it may be run again, or resumed.
--
--   lunette run scripts/runbooks/rotate-group.lua --old sg-web --new sg-ops --emulator
runbook {
  name = "rotate-group",
  summary = "Replaces one security group by another on all of its members",
  allow = { "ecs:ModifyInstanceAttribute", "ecs:ModifyNetworkInterfaceAttribute" },
  parameters = {
    old = { type = "string", required = true, pattern = "^sg%-", summary = "The group to leave" },
    new = { type = "string", required = true, pattern = "^sg%-", summary = "The group to join instead" },
    wave = { type = "integer", default = 50, summary = "How many go together" },
    pause = { type = "duration", default = "0s", summary = "How long to wait between two waves" },
    failures = { type = "integer", default = 3, summary = "How many may fail before no other begins" },
  },
  time_limit = "1h", max_changes = 500,
}

local list = require "list"

local successor, reason = state.security_group(args.new)
if not successor then error(reason) end

local function rotate(member)
  if member.service_managed then return { status = "skipped", reason = "a cloud product manages it" } end
  local by_interface = member.kind == "network_interface"
  local outcome = ensure.groups {
    network_interface_id = by_interface and member.id or nil,
    instance_id = not by_interface and member.id or nil,
    interfaces = not by_interface and "primary" or nil,
    add = args.new, remove = args.old,
  }
  return { status = outcome.changed and "changed" or "unchanged" }
end

local members = state.members(args.old)
local results = fleet.map(members, rotate, {
  name = "rotate", key = "id", canary = 1, batch = args.wave, pause = args.pause, max_failures = args.failures,
})

local rotated = list.filter(members, function(_, index)
  return results[index] and results[index].status == "changed"
end)
return { rotated = json.array(list.map(rotated, function(member) return member.id end)) }
