-- A group's id starts with sg-.
ecs.leave_security_group { security_group_id = "web", instance_id = "i-running1" }
