-- expect: ok
local all = {}
for i = 0, 255 do all[i + 1] = string.char(i) end
local bytes = table.concat(all)
for c in bytes:gmatch(utf8.charpattern) do assert(#c >= 1) end
for _, f in ipairs {utf8.len, utf8.codepoint} do for i = 1, 256 do pcall(f, bytes, i, i) pcall(f, bytes, i, -1, true) end end
for i = -300, 300 do pcall(utf8.offset, bytes, i) pcall(utf8.offset, bytes, 1, i) pcall(utf8.offset, bytes, -1, i) end
assert(#utf8.char(0x7FFFFFFF) == 6 and not pcall(utf8.char, -1) and not pcall(utf8.char, 1 << 31))
assert(utf8.len("\u{D7FF}") == 1 and utf8.len("\xED\xA0\x80") == nil and utf8.len("\xED\xA0\x80", 1, -1, true) == 1)
assert(not pcall(function() for _ in utf8.codes("\xff") do end end))
