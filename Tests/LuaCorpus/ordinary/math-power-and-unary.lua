print(2 ^ 10, 2 ^ -1, -2 ^ 2, (-2) ^ 0.5 ~= (-2) ^ 0.5, 2 ^ 3 ^ 2, 10 // 3 ^ 2, - -3, not nil, not 0, #"ab" + 1)
print(-"2" + 0, 1 .. 2, 2 * 3 .. "", 1 + 2 < 4, "a" .. 1 + 2, 7 // 2 * 2 + 7 % 2)
print(1 or error(), nil and error(), false == nil, nil or false, 1 and 2, not not nil)
