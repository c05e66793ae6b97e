-- There is no such instance.
ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-missing" }
