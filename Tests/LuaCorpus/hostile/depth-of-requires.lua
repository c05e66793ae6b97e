-- expect: error "loaded already" | error "loop" | error "being loaded"
require "one"
