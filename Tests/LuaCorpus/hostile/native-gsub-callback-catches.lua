-- expect: limit time
while true do
  ("aaa"):gsub("a", function() pcall(function() while true do end end) end)
end
