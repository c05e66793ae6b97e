/// The requests so far, as the lines that `GET /_lunette/calls` shows: one piece of memory for
/// thousands of them. Past its capacity it drops the oldest and counts them.
struct CallLog {
    private struct Segment {
        var bytes: [UInt8] = []
        var count = 0

        func lines(after count: Int) -> [UInt8] {
            var left = count
            let end = bytes.firstIndex { byte in
                if byte == UInt8(ascii: "\n") { left -= 1 }
                return left == 0
            }
            return end.map { Array(bytes[($0 + 1)...]) } ?? []
        }
    }

    private let capacity: Int
    private let segmentSize: Int
    private var segments: [Segment] = [Segment()]
    /// How many were dropped; the first one kept has the next sequence number.
    private(set) var dropped = 0
    private(set) var count = 0

    /// `capacity` in records. They are dropped up to 4,096 at a time.
    init(capacity: Int) {
        self.capacity = max(1, capacity)
        segmentSize = max(1, min(4_096, capacity / 8))
    }

    /// The number that the next record gets.
    var nextSequence: Int { dropped + count + 1 }

    mutating func append(_ record: CallRecord) {
        if count == capacity { dropOldest() }
        if segments[segments.count - 1].count == segmentSize { beginSegment() }
        record.writeLine(to: &segments[segments.count - 1].bytes)
        segments[segments.count - 1].count += 1
        count += 1
    }

    /// Takes as much memory as the last segment did, since growing costs more than writing.
    private mutating func beginSegment() {
        let size = segments[segments.count - 1].bytes.count
        segments.append(Segment())
        segments[segments.count - 1].bytes.reserveCapacity(size + size / 16)
    }

    private mutating func dropOldest() {
        let oldest = segments.removeFirst()
        if segments.isEmpty { segments.append(Segment()) }
        dropped += oldest.count
        count -= oldest.count
    }

    /// The lines behind the one numbered `sequence`, in pieces; 0 for all.
    func lines(since sequence: Int) -> [[UInt8]] {
        var skipped = max(0, sequence - dropped)
        var pieces: [[UInt8]] = []
        for segment in segments {
            if skipped >= segment.count {
                skipped -= segment.count
            } else {
                pieces.append(skipped == 0 ? segment.bytes : segment.lines(after: skipped))
                skipped = 0
            }
        }
        return pieces
    }

    /// The records kept, oldest first. Reads every line anew.
    func records() -> [CallRecord] {
        segments.flatMap { segment in
            segment.bytes.split(separator: UInt8(ascii: "\n")).compactMap(CallRecord.init(line:))
        }
    }
}
