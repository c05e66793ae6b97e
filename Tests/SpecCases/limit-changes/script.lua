for _, id in ipairs { 'i-running1', 'i-running2' } do
  ecs.leave_security_group { security_group_id = 'sg-web', instance_id = id }
end
