local function inner() local t = nil; return t.x end
inner()
