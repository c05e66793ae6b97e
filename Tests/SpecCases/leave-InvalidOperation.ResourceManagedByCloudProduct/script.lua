-- A cloud product keeps this group.
ecs.leave_security_group { security_group_id = "sg-managed", instance_id = "i-managed" }
