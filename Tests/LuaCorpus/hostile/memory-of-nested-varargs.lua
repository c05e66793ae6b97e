-- expect: limit memory | limit depth; time 5s
local function grow(...) return grow(..., ...) end
local function both(...) return both(1, ..., select("#", ...), ...) end
local function keep(...) local function inner(...) return keep(0, ...) end return (inner(0, ...)) end
keep()
