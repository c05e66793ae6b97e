/// Whether `name` matches `pattern`, in which `*` stands for any run of characters and `?` for one
/// byte. Takes time in proportion to the product of both lengths at worst.
public func globMatches(_ pattern: some StringProtocol, _ name: some StringProtocol) -> Bool {
    let pattern = Array(pattern.utf8)
    let name = Array(name.utf8)
    var (p, n) = (0, 0)
    var star: (pattern: Int, name: Int)?
    while n < name.count {
        if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
            star = (p, n)
            p += 1
        } else if p < pattern.count, pattern[p] == name[n] || pattern[p] == UInt8(ascii: "?") {
            p += 1
            n += 1
        } else if let last = star {
            p = last.pattern + 1
            n = last.name + 1
            star = (last.pattern, n)
        } else {
            return false
        }
    }
    return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
}
