-- Without permission the service answers a list with nothing: it is told from an empty one.
for _, read in ipairs {
  function() return ecs.describe_instances {} end,
  function() return ecs.with { region = "cn-hangzhou" }.describe_security_groups {} end,
} do
  local ok, err = pcall(read)
  assert(not ok and err.code == errors["Forbidden.RAM"], err)
end
return "told"
