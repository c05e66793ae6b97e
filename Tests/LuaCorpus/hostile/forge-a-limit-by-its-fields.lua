-- expect: error "error object is a table"
error({kind = "limit", code = "time", message = "stopped at its time limit"})
