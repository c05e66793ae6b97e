runbook { name = "audit", allow = { "ecs:Describe*" } }

local live = {}
for instance in ecs.each.describe_instances {} do live[instance.instance_id] = true end
ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-running1" }
