ecs.leave_security_group { securty_group_id = 'sg-web', instance_id = 'i-single' }
