-- expect: ok
for _, s in ipairs {"\xff", "\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "a\x80", "\xc3"} do
  assert(utf8.len(s) == nil, s)
  assert(not pcall(utf8.codepoint, s, 1, -1))
end
assert(not pcall(utf8.char, -1) and not pcall(utf8.char, 1 << 31))
assert(not pcall(utf8.offset, "\x80", 1))
assert(not pcall(utf8.codepoint, "abc", math.mininteger, math.maxinteger))
