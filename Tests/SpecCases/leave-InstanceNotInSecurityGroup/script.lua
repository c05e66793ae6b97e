-- Under the page of 2024-03-19 a non-member is refused with this code.
ecs.leave_security_group { security_group_id = "sg-ops", instance_id = "i-single" }
