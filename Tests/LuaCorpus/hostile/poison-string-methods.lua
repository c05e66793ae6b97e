-- expect: ok
string = {rep = function() error "poisoned" end}
assert(("x"):rep(2) == "xx")
