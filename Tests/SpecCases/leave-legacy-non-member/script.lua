-- Before 2024-07-08 the service answered this with success.
return ecs.leave_security_group { security_group_id = "sg-ops", instance_id = "i-single" }
