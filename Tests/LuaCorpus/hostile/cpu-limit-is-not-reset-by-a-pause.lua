-- expect: limit cpu; cpu 100ms; time 5s
while true do
  for i = 1, 3e5 do end
  host.sleep(1)
end
