-- This interface is attaching for ever.
ecs.leave_security_group { security_group_id = "sg-web", network_interface_id = "eni-attaching" }
