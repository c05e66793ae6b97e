-- expect: error "non-closable"
local held <close> = host.thing()
