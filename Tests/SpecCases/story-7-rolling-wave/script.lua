-- Replaces a group on everything that is in it: two first, then wave by wave.
runbook {
  name = "roll", summary = "Replaces one group by another, wave by wave",
  allow = { "ecs:ModifyInstanceAttribute" },
  parameters = {
    old = { type = "string", required = true },
    new = { type = "string", required = true },
    most = { type = "integer", default = 1, summary = "How many may fail" },
  },
  max_changes = 50,
}

fleet.map(state.members(args.old), function(member)
  local done = ensure.groups { instance_id = member.id, add = args.new, remove = args.old, interfaces = "primary" }
  return { status = done.changed and "changed" or "unchanged" }
end, { name = "roll", canary = 2, batch = 10, concurrency = 1, max_failures = args.most })
