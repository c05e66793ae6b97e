print("first")
local function leave(id)
  return ecs.leave_security_group { security_group_id = "sg-web", instance_id = id }
end
leave "i-single"
print("never")
