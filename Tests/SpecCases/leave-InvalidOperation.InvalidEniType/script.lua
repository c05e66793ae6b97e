-- A primary interface's groups are its instance's.
ecs.leave_security_group { security_group_id = "sg-web", network_interface_id = "eni-running1-primary" }
