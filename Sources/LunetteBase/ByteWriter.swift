/// Fills memory from its front. Room for everything is made once: an array that is appended to
/// looks for room with each piece.
public struct ByteWriter: ~Copyable {
    private let memory: UnsafeMutableBufferPointer<UInt8>
    /// How many bytes are written.
    public private(set) var count = 0

    fileprivate init(_ memory: UnsafeMutableBufferPointer<UInt8>) {
        self.memory = memory
    }

    public mutating func write(_ byte: UInt8) {
        precondition(count < memory.count, "more is written than was said")
        memory[count] = byte
        count += 1
    }

    public mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) {
        precondition(bytes.count <= memory.count - count, "more is written than was said")
        _ = UnsafeMutableBufferPointer(rebasing: memory[count...]).update(fromContentsOf: bytes)
        count += bytes.count
    }

    /// Writes a text's UTF-8.
    public mutating func write(_ text: String) {
        text.withBytes { write($0) }
    }

    /// Writes lower-case hex digits, two for each byte.
    public mutating func writeHexadecimal(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes {
            write(hexDigit(byte >> 4, letters: UInt8(ascii: "a")))
            write(hexDigit(byte & 15, letters: UInt8(ascii: "a")))
        }
    }

    /// Writes bytes as both signatures want them, three for each at most: see `percentEncoded`.
    public mutating func writePercentEncoded(_ bytes: UnsafeBufferPointer<UInt8>) {
        // Most names and values need no encoding.
        guard !bytes.allSatisfy(isUnreserved) else { return write(bytes) }
        for byte in bytes {
            if isUnreserved(byte) {
                write(byte)
            } else {
                write(UInt8(ascii: "%"))
                write(hexDigit(byte >> 4, letters: UInt8(ascii: "A")))
                write(hexDigit(byte & 15, letters: UInt8(ascii: "A")))
            }
        }
    }

    /// The same with a text's UTF-8.
    public mutating func writePercentEncoded(_ text: String) {
        text.withBytes { writePercentEncoded($0) }
    }
}

extension [UInt8] {
    /// What `body` writes: at most `capacity` bytes.
    public init(capacity: Int, writing body: (inout ByteWriter) -> Void) {
        self.init(unsafeUninitializedCapacity: capacity) { memory, count in
            var writer = ByteWriter(memory)
            body(&writer)
            count = writer.count
        }
    }
}

extension String {
    /// What `body` writes, as text: at most `capacity` bytes of UTF-8.
    public init(capacity: Int, writing body: (inout ByteWriter) -> Void) {
        self.init(unsafeUninitializedCapacity: capacity) { memory in
            var writer = ByteWriter(memory)
            body(&writer)
            return writer.count
        }
    }
}
