-- What a call that waits takes, of Lua's memory and of the process's.
host.report("bytes", host.waiting_bytes(10000, function() host.forever() end))
