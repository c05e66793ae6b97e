-- expect: ok
for _, name in ipairs {"", ".", "..", "...", "/", "/etc/passwd", "../x", "a..b", "a/../../b", "a\0b", "\0", ("a."):rep(5000), "~", "$HOME", "%00", "a//b", "C:\\x", ".a", "a.", "proc.self.environ", "\xff\xfe"} do
  assert(not pcall(require, name), name)
end
for _, value in ipairs {1, true, {}, print, host.thing()} do assert(not pcall(require, value)) end
assert(not pcall(require))
