-- expect: limit time
return ("a"):rep(60):match(("a?"):rep(60) .. ("a"):rep(60))
