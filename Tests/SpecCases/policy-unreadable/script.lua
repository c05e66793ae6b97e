runbook { allow = { "ecs:LeaveSecurityGroup" } }

assert(#ecs.describe_instances { max_results = 100 }.instances > 0)
ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-running1" }
