-- expect: ok
-- CVE-2022-28805
load("local _ENV <const> = nil; x = 1")
load("local _ENV <const> = 1; return function() x.y = z end")
local f = load("local _ENV <close> = nil; return x")
if f then assert(not pcall(f)) end
