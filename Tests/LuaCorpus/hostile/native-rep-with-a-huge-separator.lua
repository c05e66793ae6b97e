-- expect: limit memory | error "memory" | error "large"
local separator = ("-"):rep(1 << 20)
return ("x"):rep(1 << 20, separator)
