-- expect: error "boolean"
error(false)
