-- expect: ok
setmetatable(_G, {__metatable = "locked", __index = function() return "?" end,
  __newindex = function() end})
assert(undefined == "?")
