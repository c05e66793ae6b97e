-- expect: ok; time 1s
assert((""):rep(math.maxinteger) == "")
assert((""):rep(math.maxinteger, "") == "")
assert(("x"):rep(-1) == "" and ("x"):rep(math.mininteger) == "")
