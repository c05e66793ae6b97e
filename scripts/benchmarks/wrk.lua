-- Sends the requests of a file, in order, and from the first one again after the last.
local requests, index = {}, 0

function init(arguments)
  local file = assert(io.open(arguments[1], "rb"))
  for text in file:read("*a"):gmatch("[^%z]+") do requests[#requests + 1] = text end
  file:close()
end

function request()
  index = index % #requests + 1
  return requests[index]
end
