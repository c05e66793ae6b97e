for _, v in ipairs {0.1, 1 / 3, 1e300, -2.5, 100, 1e15, 1e16, 123456789012, -0.0, 2 ^ 53, 5e-324} do
  print(v, ("%g %.3f %e %10.2f|%-10.1f| %a"):format(v, v, v, v, v, v))
end
print(("%.14g %.17g %.0f %5.1f"):format(0.1, 0.1, 0.5, 99.95))
print(math.huge, -math.huge, ("%f %g"):format(math.huge, -math.huge), ("%d"):format(2 ^ 31))
