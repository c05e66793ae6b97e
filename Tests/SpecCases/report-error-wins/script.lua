-- What ended the script comes before what it found.
report.finding { what = "something" }
ecs.start_instance { instance_id = "i-nowhere" }
