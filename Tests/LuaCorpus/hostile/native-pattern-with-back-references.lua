-- expect: limit time
return ("ab"):rep(3000):find("(.*)(.*)(.*)%1%2%3x")
