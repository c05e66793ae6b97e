
ecs.leave_securty_group {}
