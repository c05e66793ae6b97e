-- A call about an interface needs a region: refused before anything is sent.
ecs.leave_security_group { security_group_id = "sg-web", network_interface_id = "eni-secondary1", region_id = "" }
