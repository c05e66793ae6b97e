local samples = {"", "a", "\u{7f}\u{80}\u{7ff}\u{800}\u{ffff}\u{10000}\u{10ffff}", "\u{d800}", "\u{dfff}", "\u{110000}", "\u{7fffffff}", "\xc0\x80", "\xe0\x80\x80", "\xf0\x80\x80\x80", "\xf8\x88\x80\x80\x80", "\xff", "\x80", "a\x80", "\xe2\x82", "\xe2\x82\xac\xe2", "ab\u{20ac}cd", "\xed\xa0\x80", "\xfe\x83\xbf\xbf\xbf\xbf\xbf", "\xfd\xbf\xbf\xbf\xbf\xbf"}
for i, s in ipairs(samples) do
  for _, lax in ipairs {false, true} do
    print(i, lax, pcall(utf8.len, s, 1, -1, lax))
    print(i, lax, pcall(utf8.codepoint, s, 1, -1, lax))
    local points = {}
    local ok, message = pcall(function() for p, c in utf8.codes(s, lax) do points[#points + 1] = p .. ":" .. c end end)
    print(i, lax, ok, message, table.concat(points, " "))
  end
  for n = -3, 3 do print(i, n, pcall(utf8.offset, s, n)) for j = 1, #s + 1 do print(i, n, j, pcall(utf8.offset, s, n, j)) end end
  for a = -2, 3 do for b = -2, 3 do print(i, a, b, pcall(utf8.len, s, a, b)) print(i, a, b, pcall(utf8.codepoint, s, a, b)) end end
end
print(pcall(utf8.char, -1)) print(pcall(utf8.char, 0x80000000)) print(pcall(utf8.char, 1.5)) print(pcall(utf8.char, "x")) print(utf8.char(), utf8.char(72, 228, 8364, 0x10ffff), #utf8.char(0x7fffffff), pcall(utf8.char, 1, 2, -3))
print(utf8.charpattern == "[\0-\x7F\xC2-\xFD][\x80-\xBF]*") for c in ("a\u{20ac}b"):gmatch(utf8.charpattern) do print(#c) end
print(pcall(utf8.len)) print(pcall(utf8.len, {})) print(pcall(utf8.codes)) print((pcall(utf8.codes, "x", 5))) print(pcall(utf8.offset, "abc")) print(pcall(utf8.offset, "abc", 1, 5)) print(pcall(utf8.offset, "abc", 1, -4)) print(pcall(utf8.codepoint, "abc", 4)) print(pcall(utf8.codepoint, "abc", 1, 4)) print(pcall(utf8.len, "abc", 5)) print(pcall(utf8.len, "abc", 4)) print(pcall(utf8.len, "abc", 1, 4)) print(pcall(utf8.len, "abc", 0))
local iterator, state, start = utf8.codes("ab") print(start) print(type(iterator)) print(iterator(state, 0)) print(iterator(state, 1)) print(iterator(state, 2)) print(pcall(iterator, state, -5)) print(pcall(iterator, state, 100)) print(pcall(iterator)) print(pcall(iterator, "a\xffb", 1))
