-- What no model covers is named, and never passed off as done, also where the error is caught.
runbook { name = "dry", allow = { "ecs:*" } }
ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-running1" }
local ok, err = pcall(ecs.allocate_dedicated_hosts, { dedicated_host_type = "ddh.g6" })
assert(not ok and err.code == "NotPredicted", err)
