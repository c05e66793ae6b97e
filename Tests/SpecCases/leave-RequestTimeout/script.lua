-- The gateway gets no answer, however often it is asked, and nothing is done.
ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-timeout" }
