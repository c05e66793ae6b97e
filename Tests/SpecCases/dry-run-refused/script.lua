-- The exit code is the run's own.
runbook { name = "dry", allow = { "ecs:LeaveSecurityGroup" } }
ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-single" }
