ecs.describe_regions {}
