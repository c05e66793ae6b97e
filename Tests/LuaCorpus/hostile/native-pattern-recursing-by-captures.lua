-- expect: error "too many captures"
return ("a"):rep(40):match(("(a)"):rep(40))
