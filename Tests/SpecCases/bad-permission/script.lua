ecs.stop_instance { instance_id = 'i-running1' }
