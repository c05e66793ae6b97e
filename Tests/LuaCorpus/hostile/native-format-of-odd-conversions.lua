-- expect: ok
for _, format in ipairs {"%", "%y", "%n", "%ll", "%5", "%-+ #0d%", "%10q", "%.3q", "%*d", "%1$d", "%hhd", "%0100d"} do
  assert(not pcall(string.format, format, 1, 2, 3), format)
end
assert(not pcall(string.format, "%d", 1.5))
assert(not pcall(string.format, "%q", {}))
assert(not pcall(string.format, "%s"))
