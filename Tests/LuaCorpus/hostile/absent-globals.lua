-- expect: ok
for _, name in ipairs {"dofile", "loadfile", "loadstring", "io", "package", "warn", "module",
    "setfenv", "getfenv", "newproxy", "unpack", "bit32", "arg", "gcinfo", "ffi", "jit"} do
  assert(_G[name] == nil, name)
  assert(rawget(_G, name) == nil, name)
end
