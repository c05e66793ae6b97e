-- Formats that C's strftime would end early, or answer with nothing.
local formats = {
  "!", "!\0", "!%Y\0%m\0\0%d", "!\0%H", "!%n%t%%", "!%Ec|%Ex|%EX|%Ey|%EY|%EC",
  "!%Od %Oe %OH %OI %Om %OM %OS %Ou %OU %OV %Ow %OW %Oy", "!" .. ("%c"):rep(20),
  "!%a %A %b %B %C %d %D %e %F %g %G %h %H %I %j %m %M %p %r %R %S %T %u %U %V %w %W %x %X %y %Y",
}
for _, format in ipairs(formats) do
  for _, seconds in ipairs { 0, 951782399, 67768036191676799, -67768040609740800 } do
    print(("%q"):format(os.date(format, seconds)))
  end
end
for _, format in ipairs { "%", "%E", "%O", "%Ed", "%Oc", "%Q", "%-d", "a%\0b", "%%%" } do
  local ok, message = pcall(os.date, format, 0)
  print(ok, (message:match("invalid conversion specifier '.*'")))
end
