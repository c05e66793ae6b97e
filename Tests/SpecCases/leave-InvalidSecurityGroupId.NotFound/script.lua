-- There is no such group.
ecs.leave_security_group { security_group_id = "sg-missing", instance_id = "i-running1" }
