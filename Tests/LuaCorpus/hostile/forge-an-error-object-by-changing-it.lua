-- expect: error "Code: The host refuses."
-- Its fields are the script's to change, but the host reports what it threw.
local ok, real = pcall(host.fail, "Code")
pcall(function() real.kind = "limit" end)
pcall(rawset, real, "code", "Other")
error(real)
