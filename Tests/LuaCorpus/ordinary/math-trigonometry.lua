print(("%.12f %.12f %.12f"):format(math.sin(1), math.cos(1), math.tan(1)))
print(("%.12f %.12f %.12f %.12f"):format(math.asin(0.5), math.acos(0.5), math.atan(1), math.atan(1, -1)))
print(math.atan(0, -1) == math.pi, math.sin(0), math.cos(0), math.exp(1) == 2.718281828459045)
