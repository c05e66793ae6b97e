-- expect: error "not here"
error("/etc/passwd:1: not here", 0)
