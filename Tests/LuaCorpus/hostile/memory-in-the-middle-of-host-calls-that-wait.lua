-- expect: limit memory; memory 8MiB
local keep = {}
while true do
  for i = 1, 50 do
    keep[#keep + 1] = coroutine.wrap(function() local big = ("x"):rep(10000) host.sleep(0) keep[#keep + 1] = big .. i end)
  end
  for i = 1, #keep do if type(keep[i]) == "function" then pcall(keep[i]) end end
end
