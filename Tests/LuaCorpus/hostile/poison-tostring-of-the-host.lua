-- expect: error "plain"
tostring = function() return "poisoned" end
error = error
_G.tostring = nil
error("plain", 0)
