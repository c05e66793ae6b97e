-- expect: ok
for _, option in ipairs {"stop", "restart", "collect", "step", "generational", "incremental",
    "setpause", "setstepmul", "isrunning", "", "COUNT"} do
  assert(not pcall(collectgarbage, option), option)
end
assert(math.type(collectgarbage("count")) == "float")
