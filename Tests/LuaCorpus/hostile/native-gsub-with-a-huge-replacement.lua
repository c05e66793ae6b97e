-- expect: limit memory | error "memory" | error "large"
return (("x"):rep(1 << 20):gsub("x", ("y"):rep(1 << 20)))
