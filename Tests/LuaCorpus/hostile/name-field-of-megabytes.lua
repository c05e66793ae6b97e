-- expect: error "bad argument" | limit memory
string.rep(setmetatable({}, {__name = ("x"):rep(1e6)}), 3)
