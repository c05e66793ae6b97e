ecs.describe_security_groups{}.security_groups
state.groups_of "i-single"
local response, refusal = ecs.try.leave_security_group {
  security_group_id = "sg-web", instance_id = "i-single"
}
refusal
ecs.join_security_group { security_group_id = "sg-quarantine", instance_id = "i-single" }
ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-single" }
state.groups_of "i-single"
