/// Reads the compiled form of a time zone (RFC 9636): version 1 blocks are skipped where a later
/// version follows, and the footer says what holds behind the last transition.
struct ZoneFileReader {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// What the file says; nil when it is not such a file, or broken.
    static func zone(named name: String, from bytes: [UInt8]) -> Zone? {
        var reader = ZoneFileReader(bytes)
        return reader.zone(named: name)
    }

    private struct Counts {
        var (utc, standard, leap, time, type, character) = (0, 0, 0, 0, 0, 0)

        func size(timeSize: Int) -> Int {
            time * (timeSize + 1) + type * 6 + character + leap * (timeSize + 4) + standard + utc
        }
    }

    private mutating func zone(named name: String) -> Zone? {
        guard let version = bytes.dropFirst(4).first, var counts = header() else { return nil }
        guard version >= UInt8(ascii: "2") else {
            return block(counts, timeSize: 4).map { Zone(name: name, $0, rule: nil) }
        }
        index += counts.size(timeSize: 4)
        guard let second = header() else { return nil }
        counts = second
        let end = index + counts.size(timeSize: 8)
        guard let transitions = block(counts, timeSize: 8) else { return nil }
        let footer = bytes[min(end, bytes.count)...].dropFirst().prefix { $0 != 0x0A }
        guard !footer.isEmpty else { return Zone(name: name, transitions, rule: nil) }
        guard let rule = ZoneRule(String(decoding: footer, as: UTF8.self)) else { return nil }
        return Zone(name: name, transitions, rule: rule)
    }

    private mutating func header() -> Counts? {
        guard bytes.count >= index + 44, bytes[index..<index + 4].elementsEqual("TZif".utf8) else {
            return nil
        }
        index += 20
        var counts = Counts()
        counts.utc = Int(integer(4))
        counts.standard = Int(integer(4))
        counts.leap = Int(integer(4))
        counts.time = Int(integer(4))
        counts.type = Int(integer(4))
        counts.character = Int(integer(4))
        let all = [
            counts.utc, counts.standard, counts.leap, counts.time, counts.type, counts.character,
        ]
        guard all.allSatisfy({ (0...1 << 20).contains($0) }), counts.type > 0 else { return nil }
        return counts
    }

    private mutating func block(_ counts: Counts, timeSize: Int) -> Zone.Transitions? {
        guard bytes.count >= index + counts.size(timeSize: timeSize) else { return nil }
        let times = (0..<counts.time).map { _ in integer(timeSize) }
        let kinds = (0..<counts.time).map { _ in Int(integer(1)) & 0xFF }
        let types = (0..<counts.type).map { _ -> (offset: Int64, name: Int) in
            let offset = integer(4)
            index += 1
            return (offset, Int(integer(1)) & 0xFF)
        }
        let names = bytes[index..<index + counts.character]
        guard kinds.allSatisfy({ $0 < types.count }), zip(times, times.dropFirst()).allSatisfy(<)
        else { return nil }
        let periods = types.map { type in
            let name = names.dropFirst(type.name).prefix { $0 != 0 }
            return Zone.Period(offset: type.offset, name: String(decoding: name, as: UTF8.self))
        }
        return Zone.Transitions(
            first: periods[0], times: times, periods: kinds.map { periods[$0] })
    }

    /// A big-endian, signed number.
    private mutating func integer(_ size: Int) -> Int64 {
        var value: Int64 = bytes[index] < 0x80 ? 0 : -1
        for byte in bytes[index..<index + size] { value = value << 8 | Int64(byte) }
        index += size
        return value
    }
}
