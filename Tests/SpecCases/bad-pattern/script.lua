runbook { parameters = { group = { pattern = '^sg%-' } } }
