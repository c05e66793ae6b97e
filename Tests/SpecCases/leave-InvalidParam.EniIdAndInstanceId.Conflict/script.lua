-- The two ids exclude each other: refused before anything is sent.
ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-running1", network_interface_id = "eni-secondary1" }
