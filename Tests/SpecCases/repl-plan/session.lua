:plan on
ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-running1" }
state.groups_of "i-running1"
:plan off
state.groups_of "i-running1"
