-- Since 2024-07-08 a non-member is refused with this code.
ecs.leave_security_group { security_group_id = "sg-ops", instance_id = "i-single" }
