-- expect: limit time
repeat local x until false
