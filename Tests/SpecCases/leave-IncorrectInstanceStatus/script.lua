-- This instance is starting for ever.
ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-starting" }
