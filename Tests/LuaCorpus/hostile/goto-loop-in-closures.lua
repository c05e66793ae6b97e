-- expect: limit time
local keep
::again::
keep = function() return keep end
goto again
