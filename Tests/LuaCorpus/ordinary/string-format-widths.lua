local formats = {"%99d", "%-99.99d", "%100d", "%.100f", "%.99f", "%5.1f", "%+d", "% d", "%05d", "%#x", "%#o", "%.0f", "%.3s", "%-5s|", "%5s|", "%c", "%i", "%u", "%x", "%X", "%e", "%G", "%a", "%q", "%%", "%", "%y", "%10q", "%.20q", "%-+ #05d", "%5c|", "%.3d", "%.", "%-", "%5", "%1$d", "%ld", "%s%s"}
for _, format in ipairs(formats) do
  for _, value in ipairs {0, 1, -1, 65, 0.5, "7", "text"} do
    local went, text = pcall(string.format, format, value)
    print(format, value, went, (tostring(text):gsub("%d%d%d%d%d%d%d%d+", "<digits>")))
  end
end
