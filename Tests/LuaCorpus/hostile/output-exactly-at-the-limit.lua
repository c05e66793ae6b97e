-- expect: ok; output 10B
print("123456789")
