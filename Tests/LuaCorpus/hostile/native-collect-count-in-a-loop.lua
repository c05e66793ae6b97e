-- expect: limit time
while true do collectgarbage "count" end
