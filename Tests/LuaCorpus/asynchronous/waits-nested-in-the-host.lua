-- expect: ok; time 60s
local function nested(n)
  if n == 0 then host.sleep(1) return "bottom" end
  return host.call(nested, n - 1)
end
for i = 1, 20 do assert(nested(5) == "bottom") end
