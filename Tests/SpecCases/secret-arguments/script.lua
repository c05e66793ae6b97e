-- A secret comes from where nobody else looks, and shows nowhere.
runbook { parameters = { token = { type = "secret", required = true } } }
print(args.token)
log.info("token", { token = args.token })
return tostring(args.token)
