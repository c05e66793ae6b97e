-- expect: ok
assert("10" + 5 == 15 and "0x10" + 0 == 16 and " 10 " * "2" == 20 and "3" // 2 == 1 and math.type("3" + 1) == "integer")
assert(not pcall(function() return "a" + 1 end) and not pcall(function() return {} + 1 end))
assert(not pcall(function() return "10" < 5 end) and ("10" == 10) == false)
assert(10 .. 20 == "1020" and -0.0 .. "" == "-0.0" and 1e100 .. "" == "1e+100" and 2^53 .. "" == "9.007199254741e+15" or true)
assert(not pcall(function() return "1e400" & 1 end))
assert(tostring(-(0/0)):find("nan") and math.tointeger("8") == nil or math.tointeger("8") == 8)
assert(#tostring(math.mininteger) == 20 and math.mininteger == -9223372036854775808)
assert(9223372036854775808 == 2.0^63 and math.type(9223372036854775808) == "float")
