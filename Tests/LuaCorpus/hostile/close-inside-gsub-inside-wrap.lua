-- expect: limit time
coroutine.wrap(function()
  ("x"):rep(10):gsub("x", function()
    local x <close> = setmetatable({}, {__close = function() local y <close> = setmetatable({}, {__close = function() while true do end end}) while true do end end})
    while true do end
  end)
end)()
