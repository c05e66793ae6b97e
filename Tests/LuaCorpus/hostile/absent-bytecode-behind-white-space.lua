-- expect: ok
for _, prefix in ipairs {"", " ", "\n", "#\n", "\xEF\xBB\xBF", "\xEF\xBB\xBF#\n"} do
  assert(not load(prefix .. "\27Lua\x54\0\x19\x93\r\n\x1a\n"))
end
