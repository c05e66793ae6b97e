runbook { parameters = { group = { required = true } } }
