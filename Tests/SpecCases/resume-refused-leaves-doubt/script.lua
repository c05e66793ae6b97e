-- The group is made, and no answer comes. When the run goes on, its next try is refused, which says
-- nothing of the first; the one after that finds by the ClientToken what was made.
runbook { name = "create", allow = { "ecs:CreateSecurityGroup" } }

ecs.create_security_group { vpc_id = "vpc-cn-hangzhou", security_group_name = "new" }
local named = ecs.describe_security_groups { security_group_name = "new" }.security_groups
print(#named .. " of that name")
