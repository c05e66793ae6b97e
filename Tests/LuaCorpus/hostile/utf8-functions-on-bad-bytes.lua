-- expect: ok
local bad = {"\xff", "\xc0\x80", "\xed\xa0\x80", "\xf8\x88\x80\x80\x80", "\x80", "\xe2\x82", "a\xfe", "\xf4\x90\x80\x80"}
for _, s in ipairs(bad) do
  assert(not utf8.len(s), s)
  assert(not pcall(utf8.codepoint, s, 1, -1))
  pcall(function() for _ in utf8.codes(s) do end end)
  pcall(utf8.offset, s, 1, 1)
end
assert(not pcall(utf8.char, -1) and not pcall(utf8.char, 1 << 40))
assert(not pcall(utf8.offset, "abc", 1, 10) and not pcall(utf8.codepoint, "abc", 1, 10))
