-- expect: error "stopped at its time limit"
error("stopped at its time limit", 0)
