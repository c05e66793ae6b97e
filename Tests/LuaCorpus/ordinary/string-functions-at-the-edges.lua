local edges = {math.mininteger, -5, -1, 0, 1, 2, 5, 6, math.maxinteger, 2.0, "3", 1.5, "x", nil, false}
for _, name in ipairs {"sub", "byte", "find", "match", "gmatch", "rep", "gsub"} do
  for i = 1, 15 do for j = 1, 15, 2 do
    local a, b = edges[i], edges[j]
    local r
    if name == "find" or name == "match" then r = table.pack(pcall(string[name], "a.b.c", name == "find" and "." or "%a", a, b))
    elseif name == "gmatch" then local ok, f = pcall(string.gmatch, "abcde", ".", a) r = ok and table.pack(true, f()) or table.pack(false, f)
    elseif name == "rep" then if math.type(a) == "integer" and a > 100 then a = 3 end r = table.pack(pcall(string.rep, "ab", a, b))
    elseif name == "gsub" then r = table.pack(pcall(string.gsub, "hello", "l", "L", a))
    else r = table.pack(pcall(string[name], "hello", a, b)) end
    for k = 1, r.n do r[k] = tostring(r[k]) end
    print(name, tostring(a), tostring(b), table.concat(r, " ", 1, r.n))
  end end
end
for _, r in ipairs {"%", "%1", "%2", "%0%0", "%%", "%a", "", "%9"} do print(r, pcall(string.gsub, "hello", "(l)", r)) print(r, pcall(string.gsub, "hello", "l", r)) end
for _, r in ipairs {{l = "L"}, {l = false}, {l = 5}, {l = true}, {l = {}}, setmetatable({}, {__index = function(_, k) return k .. k end}), function(c) return c:upper() end, function() return nil end, function() return true end, function() return {} end, function() error("in it", 0) end, 5, true} do print(type(r), pcall(string.gsub, "hello", "l", r)) end
for _, p in ipairs {"(", ")", "%", "[", "[]", "[^]", "[]]", "[^]]", "[a", "[a-", "[a-]", "[%", "[%a-z]", "%b", "%bx", "%bxy", "%f", "%f[", "%f[a]", "(()", "())", "(a*(.)%w(%s*))", "%1", "(%1)", "(.)%1", "^^", "$$", "a$b", "^", "$", "", "()", "(()())", "*", "+", "a**", "a-?", "-", "[[]", "[%]]", "[a-%%]", "[--z]", "%z", "\0", "[\0]", "[^\0]", ".-", ".-$", "^.-$", "%d+%.?%d*", ("(.)"):rep(32), ("(.)"):rep(33), ("a?"):rep(50) .. ("a"):rep(50), "%g%G", "%x-%X", "[%w_]+", "[^%s]"} do
  print((p:gsub("%z", "\\0")), pcall(string.find, "hello world [x] (y) 12.5 \0 aa", p)) print(pcall(string.match, "hello", p)) print(pcall(string.gsub, "hel\0lo", p, "<%0>")) local n = 0 local ok, m = pcall(function() for a, b in ("hello"):gmatch(p) do n = n + 1 end end) print(ok, m, n)
end
print(("x"):rep(0), ("x"):rep(-1), (""):rep(5), ("ab"):rep(3, ",")) print(("%s"):rep(3, "|"):format(1, 2, 3)) print(pcall(string.char, 256)) print(pcall(string.char, -1)) print(string.char(), #string.char(0, 255)) print(pcall(string.char, "x")) print(("abc"):byte(-1), ("abc"):byte(10), ("abc"):byte(1, -1)) print(("aBc1"):upper(), ("aBc1\xe4"):lower() == "abc1\xe4", ("abc"):reverse(), (""):reverse() == "", ("a\0b"):len()) print(pcall(string.len)) print(pcall(string.upper, {})) print(#tostring(12), tostring(-0.0), tostring(1e15), tostring(1e16), tostring(2^63), tostring(-2^63), 1e100, 123456.789e3, 0.1, 1/3, 100 // 1e-320) for _, s in ipairs {"10", "0x1p4", "1e1", " 10 ", "10a", "", " ", "0x", "1e", "1 0", "0x.8", ".5", "5.", "inf", "nan", "1_000", "0b1", "١", "1\0", "-0x10", "- 1", "+1", "0x7fffffffffffffff", "0xffffffffffffffff", "9223372036854775808", "-9223372036854775808", "1e309"} do print(s, tonumber(s), math.type(tonumber(s))) end for _, b in ipairs {2, 8, 10, 16, 36} do print(b, tonumber("10", b), tonumber("zZ", b), tonumber("-ff", b), tonumber(" 7 ", b), tonumber("1.0", b), tonumber("", b)) end print(pcall(tonumber, "10", 1)) print(pcall(tonumber, "10", 37)) print(pcall(tonumber, 10, 10)) print(pcall(tonumber)) print(tonumber({}), tonumber(true), tonumber("0x" .. ("f"):rep(20)), tonumber(("9"):rep(30)))
