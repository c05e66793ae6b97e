-- expect: ok
-- %p is a number without meaning; what is no object shows none.
assert(("%p"):format(1) == "(null)" or ("%p"):format(1) == "0x0" or true)
assert(("%p"):format({}) ~= ("%p"):format({}))
