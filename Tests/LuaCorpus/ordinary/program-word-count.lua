local text = [[the quick brown fox jumps over the lazy dog the fox]]
local counts, words = {}, {} for w in text:gmatch("%a+") do if not counts[w] then words[#words + 1] = w end counts[w] = (counts[w] or 0) + 1 end
table.sort(words, function(a, b) return counts[a] > counts[b] or counts[a] == counts[b] and a < b end) for _, w in ipairs(words) do print(w, counts[w]) end
print(text:gsub("(%a)(%a*)", function(a, b) return a:upper() .. b end)) print((text:gsub("%s+", " "):reverse()))
