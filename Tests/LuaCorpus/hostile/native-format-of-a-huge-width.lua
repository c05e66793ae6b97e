-- expect: error "invalid"
return ("%99999d"):format(1)
