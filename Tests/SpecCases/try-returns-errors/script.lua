-- ecs.try hands over what the service says, and raises for mistakes of the caller.
local response, err = ecs.try.leave_security_group { security_group_id = "sg-web", instance_id = "i-single" }
assert(response == nil and err.code == errors.InstanceLastSecurityGroup, err)
assert(err.kind == "service" and err.http_status == 403 and #err.request_id == 36 and not err.retryable)
assert(err:is("Instance*SecurityGroup") and not err:is("Invalid*"))
assert(tostring(err):find("InstanceLastSecurityGroup", 1, true) and not tostring(err):find("\n"))
assert(errors["InvalidInstanceId.NotFound"] == "InvalidInstanceId.NotFound")

local ok, raised = pcall(ecs.try.leave_security_group, { security_group_id = "sg-web" })
assert(not ok and raised.kind == "invalid" and raised.code == "MissingParameter", raised)
local ok, raised = pcall(ecs.try.stop_instance, { instance_id = "i-running1" })
assert(not ok and raised.kind == "denied" and raised.code == "PermissionDenied", raised)

-- The object stays whole through pcall, error, coroutines and <close>.
local function fails()
  local guard <close> = setmetatable({}, { __close = function() end })
  ecs.leave_security_group { security_group_id = "sg-web", instance_id = "i-single" }
end
local ok, first = pcall(fails)
local ok, second = pcall(error, first)
local third = select(2, coroutine.resume(coroutine.create(function() error(second) end)))
assert(first.code == third.code and rawequal(first, third))
assert(not pcall(setmetatable, first, {}), "an error object's metatable can be changed")
assert(type(getmetatable(first)) ~= "table")
return "ok"
