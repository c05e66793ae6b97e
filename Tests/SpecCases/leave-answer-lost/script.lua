-- The answer is lost, but the change was made: a read settles it, and nothing is sent twice.
local response = ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-timeout-done" }
return type(response)
