-- expect: ok
local mt = {}
mt.__index = function(t, k) return t[k .. "x"] end
mt.__tostring = function(t) return t.message end
mt.__concat = function(a, b) return a .. b end
mt.__eq = function(a, b) return a == b end
mt.__lt = function(a, b) return a < b end
mt.__len = function(t) return #t end
mt.__unm = function(t) return -t end
local e, other = setmetatable({}, mt), setmetatable({}, mt)
for _, f in ipairs {function() return tostring(e) end, function() return e .. other end, function() return e == other end, function() return e < other end, function() return #e end, function() return -e end, function() return e.x end} do
  local went, err = pcall(f)
  assert(went == false)
end
