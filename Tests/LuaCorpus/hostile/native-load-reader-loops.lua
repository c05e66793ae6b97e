-- expect: limit time
load(function() while true do end end)
