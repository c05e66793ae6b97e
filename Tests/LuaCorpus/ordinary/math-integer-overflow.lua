local max, min = math.maxinteger, math.mininteger
print(max + 1 == min, min - 1 == max, max * 2, min * -1, -min, min // -1, math.abs(min), max + 1.0, max // 1 | 0)
print(max + 0.0 == 2 ^ 63, max < 2 ^ 63, min <= -2 ^ 63, max == max + 0.0, math.ult(1, -1), 1 < math.huge, max < math.huge)
print(9007199254740993 == 9007199254740992.0, 9007199254740993 < 9007199254740994.0, 2 ^ 53 + 1)
