local t = {}
table.insert(t, "a") table.insert(t, 1, "b") table.insert(t, 3, "c") table.insert(t, 2, "d")
print(table.concat(t, ","), #t)
print(table.remove(t), table.remove(t, 1), table.remove(t, 1), table.remove(t), table.remove(t), #t)
print(table.remove({}, 0), table.remove({1, 2, 3}, 4), pcall(table.remove, {1, 2, 3}, 5), pcall(table.remove, {1}, -1))
print(pcall(table.insert, {1}, 3, "x"), pcall(table.insert, {1}, 0, "x"), pcall(table.insert, {1}), pcall(table.insert, 1, 2))
