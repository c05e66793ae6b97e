-- expect: error "before"
error("before\0after", 0)
