-- An instance must keep one group.
ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-single" }
