ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-running1" }
ecs.join_security_group { security_group_id = "sg-quarantine", instance_id = "i-running1" }
:undo
:undo
:undo
state.groups_of "i-running1"
