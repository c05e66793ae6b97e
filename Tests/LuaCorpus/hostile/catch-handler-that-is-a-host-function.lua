-- expect: limit time
while true do xpcall(error, host.fail, "Some.Code") end
