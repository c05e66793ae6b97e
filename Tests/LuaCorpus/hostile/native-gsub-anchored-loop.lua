-- expect: limit time
while true do ("x"):rep(1e5):gsub("^x", "y") end
