-- expect: limit memory; time 5s
local keep = {}
while true do
  local _, message = pcall(error, ("m"):rep(100000) .. #keep)
  keep[#keep + 1] = message
end
