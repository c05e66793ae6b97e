/// Fills memory from its front. Room for everything is made once: an array that is appended to
/// looks for room with each piece. Inlinable: a signed request is some seventy pieces.
public struct ByteWriter: ~Copyable {
    @usableFromInline let memory: UnsafeMutableBufferPointer<UInt8>
    @usableFromInline var end = 0

    fileprivate init(_ memory: UnsafeMutableBufferPointer<UInt8>) {
        self.memory = memory
    }

    /// How many bytes are written.
    public var count: Int { end }

    @inlinable
    public mutating func write(_ byte: UInt8) {
        precondition(end < memory.count, "more is written than was said")
        memory[end] = byte
        end += 1
    }

    @inlinable
    public mutating func write(_ bytes: UnsafeBufferPointer<UInt8>) {
        precondition(bytes.count <= memory.count - end, "more is written than was said")
        _ = UnsafeMutableBufferPointer(rebasing: memory[end...]).update(fromContentsOf: bytes)
        end += bytes.count
    }

    /// Writes a text's UTF-8.
    @inlinable
    public mutating func write(_ text: String) {
        text.withBytes { write($0) }
    }

    /// Writes lower-case hex digits, two for each byte.
    public mutating func writeHexadecimal(_ bytes: UnsafeRawBufferPointer) {
        precondition(2 * bytes.count <= memory.count - end, "more is written than was said")
        for byte in bytes {
            memory[end] = hexDigit(byte >> 4, letters: UInt8(ascii: "a"))
            memory[end + 1] = hexDigit(byte & 15, letters: UInt8(ascii: "a"))
            end += 2
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
