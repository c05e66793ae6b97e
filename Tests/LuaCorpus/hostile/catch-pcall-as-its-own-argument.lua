-- expect: limit time
while true do pcall(pcall, error, pcall) pcall(error, error) end
