/// A generator whose numbers depend on its seed only (SplitMix64).
struct Chance {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    mutating func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    /// True once in `times` on average.
    mutating func happens(onceIn times: Int) -> Bool {
        number(in: 1...times) == 1
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[number(in: 0...elements.count - 1)]
    }

    /// What a generator makes, some times over.
    mutating func list(
        _ count: ClosedRange<Int>, separator: String, _ make: (inout Chance) -> String
    ) -> String {
        (0..<number(in: count)).map { _ in make(&self) }.joined(separator: separator)
    }
}
