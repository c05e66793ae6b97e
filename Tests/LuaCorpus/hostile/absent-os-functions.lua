-- expect: ok
local allowed = {time = true, date = true, clock = true, difftime = true}
for name in pairs(os) do assert(allowed[name], name) end
for _, name in ipairs {"execute", "exit", "getenv", "remove", "rename", "tmpname", "setlocale"} do
  assert(os[name] == nil, name)
end
