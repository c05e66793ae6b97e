import CLunetteStdlib

/// The guide: `stdlib/docs/guide.md`, as it lies in the binary.
enum Guide {
    static var text: String {
        let document = clunette_stdlib_guide()
        let bytes = UnsafeBufferPointer(
            start: document.pointee.source, count: document.pointee.size)
        return String(decoding: bytes, as: UTF8.self)
    }
}
