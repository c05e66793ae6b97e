-- expect: ok; time 10s
local texts = {"", " ", "{", "}", "[", "]", "[,]", "[1,]", "{,}", '{"a"}', '{"a":}', '{"a":1,}', "{1:2}", "nul", "nulll", "tru", "+1", "-", "01", "1.", ".5", "1e", "1e+", "0x10", "NaN", "Infinity", "-Infinity", '"', '"\\', '"\\u', '"\\u12', '"\\ud800"', '"\\udc00\\ud800"', '"\\x"', '"\t"', '"\n"', '"\0"', "\0", "1\0", "[1]\0", "\xff", '"\xff"', '"\xed\xa0\x80"', "\xef\xbb\xbf1", "1 2", "[1] [2]", "'a'", "// c\n1", "/* */1", "1e999", "-1e999", "1e-999", ("9"):rep(400), "-" .. ("9"):rep(400), "0." .. ("0"):rep(400) .. "1", "9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616", ("["):rep(100), ("["):rep(2000) .. ("]"):rep(2000), ('{"a":'):rep(2000) .. "1" .. ("}"):rep(2000), '{"a":1,"a":2}', '{"":1}', '{"__index":1,"__gc":2}', "[" .. ("1,"):rep(1000) .. "]", "true false", "null,", '"a" : 1'}
for i, text in ipairs(texts) do
  local ok, value = pcall(json.decode, text)
  if ok then
    local again, written = pcall(json.encode, value)
    if again then assert(pcall(json.decode, written), text) end
  else
    assert(type(value) == "string" and #value < 300, #tostring(value))
  end
  for cut = 1, math.min(#text, 40) do pcall(json.decode, text:sub(1, cut)) pcall(json.decode, text:sub(cut)) end
end
for _, value in ipairs {0/0, 1/0, -1/0, print, coroutine.create(print), host.thing(), {[1.5] = 1}, {[true] = 1}, {1, 2, x = 1}, {[0] = 1}, {[-1] = 1}, {[2^53] = 1}, "\xff", {["\xff"] = 1}, {{{0/0}}}, setmetatable({}, {__index = function() error("read") end, __pairs = function() error("iterated") end, __len = function() error("counted") end})} do
  local ok, m = pcall(json.encode, value)
  assert(ok or type(m) == "string", m)
end
for _, options in ipairs {{indent = -1}, {indent = 17}, {indent = 0/0}, {indent = "x"}, {indent = 1e300}, 5, "x", true, print, setmetatable({}, {__index = function() error("peeked", 0) end})} do assert(not pcall(json.encode, {1}, options)) end
assert(not pcall(json.array, 5) and not pcall(json.array, string) and not pcall(json.decode) and not pcall(json.decode, {}) and not pcall(json.encode))
