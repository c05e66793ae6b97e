-- expect: limit output; output 4KiB
print(table.unpack({}, 1, 200000))
