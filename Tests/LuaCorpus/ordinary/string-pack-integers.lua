for _, f in ipairs {"b", "B", "h", "H", "i3", "I3", "l", "j", "J", "T", "i16", "<i4", ">i4", "=i4"} do
  local packed = f:pack(100)
  print(f, #packed, packed:byte(1, -1))
  print(f:unpack(packed))
end
print(pcall(string.pack, "b", 128), pcall(string.pack, "B", -1), pcall(string.pack, "i2", 40000))
print(string.unpack("<i3", "\255\255\255"), string.unpack("<I3", "\255\255\255"))
