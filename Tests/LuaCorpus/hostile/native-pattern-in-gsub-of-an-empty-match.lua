-- expect: limit time
while true do ("x"):rep(50000):gsub("", "") end
