runbook { name = "leave", allow = { "ecs:LeaveSecurityGroup" } }

ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-running1" }
