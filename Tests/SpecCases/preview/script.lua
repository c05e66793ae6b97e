-- A preview tells what a call would do, or the error that it would raise; it needs no grant.
local change = assert(ecs.preview.leave_security_group { security_group_id = "sg-web", instance_id = "i-running1" })
assert(change.predicted and change.target == "i-running1", change.target)
assert(#change.before["i-running1"].security_group_ids == 2)
assert(change.after["i-running1"].security_group_ids[1] == "sg-ops")
-- Nothing stays of it.
assert(state.is_member("sg-web", "i-running1"))
assert(ecs.preview.leave_security_group { security_group_id = "sg-web", instance_id = "i-running1" })
local none, err = ecs.preview.leave_security_group { security_group_id = "sg-web", instance_id = "i-locked" }
assert(not none and err.code == errors.InstanceLockedForSecurity and err.predicted, err)
none, err = ecs.preview.allocate_dedicated_hosts { dedicated_host_type = "ddh.g6" }
assert(not none and err.code == "NotPredicted", err)
assert(not pcall(ecs.preview.describe_instances, {}))
assert(not pcall(ecs.preview.leave_security_group, { security_group = "sg-web" }))
return err.message
