-- A cloud product keeps this interface.
ecs.leave_security_group { security_group_id = "sg-web", network_interface_id = "eni-managed" }
