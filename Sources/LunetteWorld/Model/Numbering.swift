extension World {
    /// A new id that looks like the service's: `sg-bp1` and 13 letters and digits. Never the same
    /// twice in a world's life, and the same in every run.
    mutating func makeID(_ prefix: String) -> String {
        if let idMark { return "\(prefix)\(idMark)-\(takeNumber())" }
        repeat {
            let digits = String(scrambled(UInt64(takeNumber())), radix: 36)
            let padding = String(repeating: "0", count: 13 - digits.count)
            let id = "\(prefix)bp1\(padding)\(digits)"
            if instances[id] == nil, groups[id] == nil, interfaces[id] == nil { return id }
        } while true
    }

    /// A new private address.
    mutating func makeAddress() -> String {
        let number = takeNumber()
        return "10.\(number >> 16 & 0xFF).\(number >> 8 & 0xFF).\(number & 0xFF)"
    }

    private mutating func takeNumber() -> Int {
        defer { nextNumber += 1 }
        return nextNumber
    }
}
