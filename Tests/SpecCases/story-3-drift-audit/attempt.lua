-- An audit has a read-only grant: a change inside it fails before the wire, whatever hides it.
runbook { name = "drift-audit", regions = { "cn-hangzhou" } }
local ok, err = pcall(ecs.leave_security_group, { security_group_id = "sg-hz-ops", instance_id = "i-hz000" })
assert(not ok and err.kind == "denied" and err.code == "PermissionDenied", err)
coroutine.wrap(function()
  ecs.try.leave_security_group { security_group_id = "sg-hz-ops", instance_id = "i-hz000" }
end)()
