local function rrot(x, n) return ((x >> n) | (x << (32 - n))) & 0xffffffff end
local k, primes, n = {}, {}, 2
while #k < 64 do local prime = true for _, p in ipairs(primes) do if p * p > n then break end if n % p == 0 then prime = false break end end if prime then primes[#primes + 1] = n k[#k + 1] = math.floor((n ^ (1 / 3) % 1) * 2 ^ 32) end n = n + 1 end
local function sha256(s)
  local h = {} for i = 1, 8 do h[i] = math.floor((primes[i] ^ 0.5 % 1) * 2 ^ 32) end
  local padded = s .. "\128" .. ("\0"):rep((55 - #s) % 64) .. (">I8"):pack(#s * 8)
  for chunk = 1, #padded, 64 do
    local w = {(">I4I4I4I4I4I4I4I4I4I4I4I4I4I4I4I4"):unpack(padded, chunk)} w[17] = nil
    for i = 17, 64 do local a, b = w[i - 15], w[i - 2] w[i] = (w[i - 16] + (rrot(a, 7) ~ rrot(a, 18) ~ a >> 3) + w[i - 7] + (rrot(b, 17) ~ rrot(b, 19) ~ b >> 10)) & 0xffffffff end
    local a, b, c, d, e, f, g, hh = table.unpack(h)
    for i = 1, 64 do
      local t1 = hh + (rrot(e, 6) ~ rrot(e, 11) ~ rrot(e, 25)) + (e & f ~ (~e & g)) + k[i] + w[i]
      local t2 = (rrot(a, 2) ~ rrot(a, 13) ~ rrot(a, 22)) + (a & b ~ a & c ~ b & c)
      hh, g, f, e, d, c, b, a = g, f, e, (d + t1) & 0xffffffff, c, b, a, (t1 + t2) & 0xffffffff
    end
    for i, v in ipairs {a, b, c, d, e, f, g, hh} do h[i] = (h[i] + v) & 0xffffffff end
  end
  return (("%08x"):rep(8)):format(table.unpack(h))
end
for _, s in ipairs {"", "abc", ("a"):rep(200), "The quick brown fox jumps over the lazy dog"} do print(#s, sha256(s)) end
