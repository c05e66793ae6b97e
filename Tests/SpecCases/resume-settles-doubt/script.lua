-- The change is made, its answer is lost, and no read tells. When the run goes on, the script finds
-- its work done and does not ask again: what became of the change is found out all the same.
runbook { name = "leave", allow = { "ecs:LeaveSecurityGroup" } }

if state.is_member("sg-web", "i-running1") then
  ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-running1" }
end
