ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-running1" }
ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-running2" }
:undo 2
