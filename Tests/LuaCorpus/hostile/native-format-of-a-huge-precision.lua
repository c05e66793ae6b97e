-- expect: error "invalid"
return ("%.100f"):format(1)
