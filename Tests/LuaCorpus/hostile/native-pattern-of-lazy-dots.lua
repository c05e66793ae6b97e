-- expect: limit time
-- Backtracking: no instruction and no call runs meanwhile.
return (("a"):rep(40) .. "b"):find((".-"):rep(30) .. "c")
