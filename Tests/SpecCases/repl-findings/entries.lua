args = { group = "sg-managed" }
runbook { parameters = { group = { type = "string", required = true }, wait = { type = "duration", default = "1m" } } }
assert(args.wait == 60)
fleet.map(state.members(args.group), function(member) return { status = "blocked", reason = "kept by a cloud product" } end)
report.finding { target = args.group, what = "is in use" }
