runbook { parameters = { group = { type = "string", required = true } } }
