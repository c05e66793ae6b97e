local Big = {} Big.__index = Big
local base = 10000000
function Big.new(s) if type(s) == "number" then s = ("%d"):format(s) end local d = {} for i = #s, 1, -7 do d[#d + 1] = tonumber(s:sub(math.max(1, i - 6), i)) end return setmetatable(d, Big) end
function Big.__add(a, b) local r, carry = {}, 0 for i = 1, math.max(#a, #b) do local s = (a[i] or 0) + (b[i] or 0) + carry r[i], carry = s % base, s // base end if carry > 0 then r[#r + 1] = carry end return setmetatable(r, Big) end
function Big.__mul(a, b) local r = {} for i = 1, #a + #b do r[i] = 0 end for i = 1, #a do local carry = 0 for j = 1, #b do local t = a[i] * b[j] + r[i + j - 1] + carry r[i + j - 1], carry = t % base, t // base end r[i + #b] = r[i + #b] + carry end while #r > 1 and r[#r] == 0 do r[#r] = nil end return setmetatable(r, Big) end
function Big.__tostring(a) local t = {tostring(a[#a])} for i = #a - 1, 1, -1 do t[#t + 1] = ("%07d"):format(a[i]) end return table.concat(t) end
function Big.__eq(a, b) if #a ~= #b then return false end for i = 1, #a do if a[i] ~= b[i] then return false end end return true end
function Big.__lt(a, b) if #a ~= #b then return #a < #b end for i = #a, 1, -1 do if a[i] ~= b[i] then return a[i] < b[i] end end return false end
local f = Big.new(1) for i = 2, 60 do f = f * Big.new(i) end print(f)
local a, b = Big.new(0), Big.new(1) for i = 1, 300 do a, b = b, a + b end print(a, a < b, a == a + Big.new(0)) local p = Big.new(1) for i = 1, 200 do p = p + p end print(p)
