-- expect: error ""; time 2s
json.decode(("["):rep(1e6) .. ("]"):rep(1e6))
