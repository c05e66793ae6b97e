-- expect: error "too large"
return ("xy"):rep(math.maxinteger // 2 + 1, "zzz")
