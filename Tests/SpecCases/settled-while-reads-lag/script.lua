runbook { allow = { "ecs:LeaveSecurityGroup" } }

-- The answer is lost, and reads show the old state for a while: the second try is refused, since the first was made.
ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-running1" }
