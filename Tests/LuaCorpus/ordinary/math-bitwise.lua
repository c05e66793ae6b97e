print(5 & 3, 5 | 3, 5 ~ 3, ~5, 1 << 63, 1 << 64, 1 << -1, -1 >> 1, -1 >> 64, -1 << 1, 2 ^ 31 | 0, 3.0 & 1)
print(pcall(function() return 1.5 & 1 end), pcall(function() return 2 ^ 64 | 0 end), pcall(function() return {} | 1 end), pcall(function() return "a" | 1 end))
print(0xF0 ~ 0xFF, 0xFFFFFFFFFFFFFFFF, 0x7FFFFFFFFFFFFFFF + 1, ~0 >> 60)
