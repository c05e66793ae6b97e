-- expect: limit time; time 150ms; memory 64MiB
local _, err = pcall(host.fail, "x")
local code, pattern = ("a"):rep(4000000), "*" .. ("a"):rep(1000000) .. "b"
err.is({code = code}, pattern)
