-- A dry run: nothing is sent but reads, later reads see what was predicted, and refusals come as in
-- a run.
runbook { name = "dry", allow = { "ecs:*SecurityGroup*" } }
ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-running1" }
local _, err = ecs.try.leave_security_group { security_group_id = "sg-ops", instance_id = "i-running1" }
local group = ecs.create_security_group { vpc_id = "vpc-cn-hangzhou", security_group_name = "spare" }
ecs.join_security_group { security_group_id = group.security_group_id, instance_id = "i-running1" }
local again = select(2, ecs.try.leave_security_group { security_group_id = "sg-web", instance_id = "i-running1" })
return {
  refused = err.code, predicted = err.predicted, again = again.code,
  groups = state.groups_of("i-running1"), answer = group.predicted,
}
