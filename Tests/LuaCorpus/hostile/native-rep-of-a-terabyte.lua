-- expect: error "large" | error "memory" | limit memory
return ("x"):rep(1 << 40)
