-- expect: error ""
local e = {}
for i = 1, 100000 do e = {e} end
error(e)
