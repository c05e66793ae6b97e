-- A stream and the queries that stand on it tell a denied list from an empty one.
local ok, err = pcall(state.members, "sg-web")
assert(not ok and err.code == errors["Forbidden.RAM"], err)
return "told"
