-- expect: error "too long" | error "too many results"; time 2s; memory 64MiB
return ("b"):rep(2e6):unpack(("x"):rep(2e6))
