-- An instance's id starts with i-.
ecs.leave_security_group { security_group_id = "sg-web", instance_id = "running1" }
