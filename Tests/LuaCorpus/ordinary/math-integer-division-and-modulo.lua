for _, p in ipairs {{7, 2}, {-7, 2}, {7, -2}, {-7, -2}, {7.5, 2}, {-7.5, 2}, {7, -2.5}, {0, 5}, {1e308, 1e-308}, {math.mininteger, -1}, {5, math.huge}, {-5, math.huge}} do
  print(p[1], p[2], p[1] // p[2], p[1] % p[2], p[1] / p[2])
end
print(pcall(function() return 1 // 0 end), pcall(function() return 1 % 0 end), 1 // 0.0, -1 // 0.0, 1 % 0.0 ~= 1 % 0.0, 1 / 0)
