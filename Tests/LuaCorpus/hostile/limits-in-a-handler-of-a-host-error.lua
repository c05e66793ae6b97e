-- expect: limit time
while true do
  xpcall(host.fail, function(e)
    xpcall(host.fail, function(e2) while e2:is("*") do pcall(e.is, e, "x*") end end, tostring(e))
  end, "code")
end
